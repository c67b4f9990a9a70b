/** Our own sample against every message of the catalogue: careful it stands, with a named check forgotten it falls. */

import { expect, test } from '@playwright/test';
import { checks, strictnesses, type CheckName, type StrictnessName } from '../../../demo/index.ts';
import type { RunningIdp } from '../../../idp/index.ts';
import type { Case } from '../../../scenarios/case.ts';
import { loadCatalogue } from '../../../scenarios/catalogue.ts';
import { siteChecks } from './site-check-names.ts';
import { answerOf, bench, letIn, startWorkshopIdp, subject, type Message } from './workshop.ts';

test.setTimeout(300_000);

let idp: RunningIdp;
let cases: Case[];

test.beforeAll(async () => {
  idp = await startWorkshopIdp();
  const all = (await loadCatalogue({ requiredClaims: ['email'], clockSkewSeconds: 180 })).cases;
  cases = all.filter(({ procedure }) => procedure === undefined || procedure.kind === 'signIn');
});
test.afterAll(() => idp.close());

async function messageOf(one: Case): Promise<Message> {
  const { signing, encryption } = one.shape ?? {};
  const shape = { ...(signing === undefined ? {} : { signing }), ...(encryption === undefined ? {} : { encryption }) };
  const message = await answerOf(idp, {
    ...(one.mutation === undefined ? {} : { mutation: one.mutation }),
    ...(Object.keys(shape).length === 0 ? {} : { shape }),
  });
  return { ...message, fresh: one.needs?.includes('force-authn') === true };
}

/** Other cases play with addresses. */
const settings = ({ needs }: Case): { domains?: string[] } =>
  needs?.includes('entitled-domains') === true ? { domains: ['contoso.com'] } : {};

function listed<Name extends string>(names: string | string[] | undefined, known: Record<Name, string>): Name[] {
  return [names ?? []].flat().filter((name): name is Name => Object.hasOwn(known, name));
}

/** The name that an exchange of this case may end with. */
const safe = (one: Case, careful: string): boolean =>
  one.expect === 'accept' ? careful !== 'refused' : one.expect === 'reject' ? careful === 'refused' : true;

test('careful, it gives the expected answer to every case', async () => {
  const wrong: string[] = [];
  for (const one of cases.filter(({ expect: wanted }) => wanted !== 'inspect')) {
    const name = await letIn(bench(idp, [], [], settings(one)), await messageOf(one));
    const honest = one.identity === undefined ? ['refused', subject] : [name];
    if (!safe(one, name) || !honest.includes(name)) wrong.push(`${one.id}: ${name}`);
  }
  expect(cases.length).toBeGreaterThan(60);
  expect(wrong).toEqual([]);
});

test('with one check forgotten that a case names, it falls for that case', async () => {
  const standing: string[] = [];
  for (const one of cases.filter(({ expect: wanted }) => wanted === 'reject' || wanted === 'either')) {
    const message = await messageOf(one);
    const careful = await letIn(bench(idp, [], [], settings(one)), message);
    for (const check of listed<CheckName>(one.forgets, checks).filter((name) => !siteChecks.includes(name))) {
      let fetched = false;
      const fetchEntity = (): Promise<string> => {
        fetched = true;
        return Promise.resolve('');
      };
      const name = await letIn(bench(idp, [check], [], { fetchEntity, ...settings(one) }), message);
      if (!fetched && (name === 'refused' || name === careful)) standing.push(`${one.id} without ${check}: ${name}`);
    }
  }
  expect(standing).toEqual([]);
});

test('with an over-strict rule that a case names, it refuses that case', async () => {
  const lenient: string[] = [];
  for (const one of cases.filter(({ expect: wanted }) => wanted === 'accept')) {
    const message = await messageOf(one);
    for (const rule of listed<StrictnessName>(one.overStrict, strictnesses)) {
      // Judged by the site after the message was accepted: see site-checks.test.ts.
      if (rule.includes('relay-state')) continue;
      if ((await letIn(bench(idp, [], [rule]), message)) !== 'refused') lenient.push(`${one.id}: ${rule}`);
    }
  }
  expect(lenient).toEqual([]);
});

test('every check and rule that a case names exists', async () => {
  const all = (await loadCatalogue({ requiredClaims: ['email'], clockSkewSeconds: 180 })).cases;
  const unknown = all.flatMap((one) => [
    ...[one.forgets ?? []].flat().filter((name) => !Object.hasOwn(checks, name)),
    ...[one.overStrict ?? []].flat().filter((name) => !Object.hasOwn(strictnesses, name)),
  ]);
  expect(unknown).toEqual([]);
});
