/** How careless service providers look up an account by a name; a careful one compares names as they stand (Core 1.3.1). */

import type { CheckName } from '../checks.ts';
import type { Policy } from '../policy.ts';
import type { AssertionFacts } from './assertion.ts';

type SameAccount = (sent: string, known: string) => boolean;

/** As a collation of a database does that ignores case and accents. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase();

const wildcards: Record<string, string> = { _: '.', '.': '.', '*': '.*', '%': '.*' };

function pattern(name: string): RegExp {
  return new RegExp(
    `^${name.replace(/[^\p{L}\p{N}]/gu, (mark) => wildcards[mark] ?? `\\u{${mark.codePointAt(0)?.toString(16)}}`)}$`,
    'u',
  );
}

/** The last segment of the path that a name makes behind the address of a directory. */
function segment(name: string): string {
  try {
    return decodeURIComponent(new URL(`http://directory.example/people/${name}`).pathname.split('/').at(-1) ?? '');
  } catch {
    return name;
  }
}

/** As a column of 256 characters of three bytes at most keeps it, and compares it without spaces at the end. */
const stored = (name: string): string =>
  name
    .replace(/[\u{10000}-\u{10FFFF}].*$/su, '')
    .slice(0, 256)
    .trimEnd();

const mailbox = (name: string): string => name.replace(/^"?([^"+@]*)"?(?:\+[^@]*)?@/, '$1@');

const careless: Partial<Record<CheckName, SameAccount>> = {
  'name-collation': (sent, known) => folded(sent) === folded(known),
  'name-pattern': (sent, known) => pattern(sent).test(known),
  'name-quotes': (sent, known) => sent.split(/'|\)\(/)[0] === known,
  'name-path': (sent, known) => segment(sent) === known,
  'name-column': (sent, known) => stored(sent) === known,
  'name-list': (sent, known) => sent.split(/[;,]/)[0] === known,
  'name-mailbox': (sent, known) => mailbox(sent) === known,
  // What goes on behind a whole address is another reader's mistake.
  'name-domain': (sent, known) => sent.split('@')[0] === known.split('@')[0] && !sent.startsWith(known),
};

const lastPart = (name: string): string => name.split(/[/:#]/).at(-1) ?? name;

/** The name that somebody goes by who is careless about which claim says it; undefined for the careful, who know the NameID. */
export function strayName(
  { attributes, accountName }: AssertionFacts,
  [claim = '']: readonly string[],
  people: ReadonlyMap<string, unknown> | undefined,
  policy: Policy,
): string | undefined {
  const like = (same: (name: string) => boolean): string | undefined =>
    attributes.find(({ name }) => name !== claim && same(name))?.values[0];
  if (policy.forgets('claim-name-case')) return like((name) => name.toLowerCase() === claim.toLowerCase());
  if (policy.forgets('claim-name-host')) return like((name) => lastPart(name) === lastPart(claim));
  if (policy.forgets('claim-fields')) return like((name) => /^name_?id$/i.test(name));
  if (!policy.forgets('required-claims-single')) return undefined;
  const values = attributes.filter(({ name }) => name === claim).flatMap(({ values: all }) => all);
  if (values.length < 2) return undefined;
  return values.find((value) => value !== accountName && people?.has(value));
}

/** The account that a name opens: its own, but for those who compare in another way than letter by letter. */
export function accountNameOf(sent: string, people: ReadonlyMap<string, unknown> | undefined, policy: Policy): string {
  for (const [check, same] of Object.entries(careless)) {
    if (!policy.forgets(check as CheckName)) continue;
    for (const one of people?.keys() ?? []) if (same(sent, one)) return one;
  }
  return sent;
}
