/** Rules of a target profile that a schema cannot say: the right to test, and one way to find each element. */

import { isLoopback } from './drive/site.ts';

type Found = { path: (string | number)[]; message: string }[];

/** The URLs of a profile that a run opens or posts to, with their paths. Not the entity id: it is only a name. */
export function urlsOf(data: unknown): { path: string[]; url: string }[] {
  const paths = [
    ['sp', 'metadata'],
    ['sp', 'acsUrl'],
    ['sp', 'logoutUrl'],
    ['signIn', 'startUrl'],
    ['protectedPage', 'url'],
    ['signOut', 'url'],
    ['hooks', 'afterRollOver'],
    ['hooks', 'afterKeyRemoval'],
  ];
  return paths.flatMap((path) => {
    const url = at(data, path);
    return typeof url === 'string' && /^https?:/i.test(url) && URL.canParse(url) ? [{ path, url }] : [];
  });
}

/** Whose system is tested must be said, unless nothing leaves this machine. */
export function authorizationMistakes(data: unknown): Found {
  if (typeof at(data, ['authorization']) === 'string') return [];
  const foreign = urlsOf(data).filter(({ url }) => !isLoopback(url));
  const [first] = foreign;
  if (!first) return [];
  const hosts = [...new Set(foreign.map(({ url }) => new URL(url).host))].join(', ');
  return [
    {
      path: ['authorization'],
      message:
        `is missing, but ${first.path.join('.')} leaves this machine (${hosts}); ` +
        'hostile messages may only be sent with the owner’s consent: say by what right this system is tested',
    },
  ];
}

const ways = ['label', 'role', 'selector', 'testId', 'text'];

/** A step finds its element in exactly one way; `name` only narrows a role. */
export function stepMistakes(data: unknown): Found {
  return [['signIn', 'steps'], ['afterSignIn']].flatMap((list) => {
    const steps = at(data, list);
    return Array.isArray(steps) ? steps.flatMap((step, index) => locateMistakes(step, [...list, index])) : [];
  });
}

function locateMistakes(step: unknown, path: (string | number)[]): Found {
  return ['fill', 'click'].flatMap((action) => {
    const locate = at(step, [action]);
    if (typeof locate !== 'object' || locate === null) return [];
    const given = ways.filter((way) => way in locate);
    const where = [...path, action];
    const found: Found = [];
    if (given.length !== 1) {
      const what = given.length ? given.join(' and ') : 'none of them';
      found.push({ path: where, message: `found ${what}; expected exactly one of ${ways.join(', ')}` });
    }
    if ('name' in locate && !('role' in locate)) {
      found.push({ path: [...where, 'name'], message: 'is only allowed beside role' });
    }
    return found;
  });
}

function at(data: unknown, path: (string | number)[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}
