/** Every logout case can pass and can fail: the careful sample, and one sample for every switch that speaks to logout. */

import { expect, test } from '@playwright/test';
import { checks, strictnesses, type CheckName, type StrictnessName } from '../../../demo/index.ts';
import { startBench, type Bench } from './sample.ts';

let bench: Bench;
/** Without the one case after which a run waits for late requests to the outside: it is tried once, not with every switch. */
let quick: Bench;

test.beforeAll(async () => {
  [bench, quick] = [await startBench(), await startBench(({ id }) => id !== 'logout/idp-xxe')];
});
test.afterAll(async () => {
  await bench.close();
  await quick.close();
});

const ofLogout = <Name extends string>(all: Record<Name, string>): Name[] =>
  (Object.keys(all) as Name[]).filter((name) => name.startsWith('logout-'));
const names = (list: string | string[] | undefined): string[] => [list ?? []].flat();

test('the careful sample passes every case', async () => {
  const { judgements } = await bench.run({});
  const verdicts = Object.fromEntries(
    Object.entries(judgements).map(([id, { verdict, reason }]) => [id, verdict === 'pass' ? verdict : reason]),
  );
  expect(verdicts).toEqual(Object.fromEntries(bench.cases.map(({ id }) => [id, 'pass'])));
});

test('with any one switch turned exactly the cases that name it turn red', async () => {
  test.setTimeout(600_000);
  const red: Record<string, string[]> = Object.fromEntries(quick.cases.map(({ id }) => [id, []]));
  for (const name of [...ofLogout(checks), ...ofLogout(strictnesses)]) {
    const { judgements } = await quick.run(
      name in checks ? { forget: [name as CheckName] } : { overStrict: [name as StrictnessName] },
    );
    for (const [id, { verdict }] of Object.entries(judgements)) {
      if (verdict === 'fail' || verdict === 'warn') red[id]?.push(name);
    }
  }
  console.log(
    ['case                                    turned red by']
      .concat(Object.entries(red).map(([id, found]) => `${id.padEnd(40)}${found.join(', ')}`))
      .join('\n'),
  );
  const named = quick.cases.map((one) => [one.id, [...names(one.forgets), ...names(one.overStrict)].toSorted()]);
  const found = Object.entries(red).map(([id, list]) => [id, list.toSorted()]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(named));
});

test('an SP that reads a DOCTYPE first fetches what it names', async () => {
  const { judgements } = await bench.run({ forget: ['logout-doctype'] });
  expect(judgements['logout/idp-xxe']?.verdict).toBe('fail');
  const others = Object.entries(judgements).filter(([id]) => id !== 'logout/idp-xxe');
  expect(others.filter(([, { verdict }]) => verdict !== 'pass')).toEqual([]);
});

test('an SP that obeys no LogoutRequest has refused nothing', async () => {
  const { judgements } = await bench.run({ overStrict: ['logout-by-post-only'] });
  const { verdict, reason } = judgements['logout/idp-unsigned'] ?? {};
  expect(verdict).toBe('inconclusive');
  expect(reason).toContain('an honest LogoutRequest did not end the session either');
  expect(judgements['logout/idp-valid@session']).toMatchObject({ verdict: 'warn', outcome: 'signed-in' });
});

test('both drivers see the same', async () => {
  test.setTimeout(300_000);
  const sp = { forget: ['logout-signature-required', 'logout-server-session'] as CheckName[] };
  const [http, browser] = [await bench.run(sp), await bench.run(sp, 'browser')];
  const gist = (all: typeof http.judgements): unknown =>
    Object.entries(all).map(([id, { verdict, outcome, identity }]) => [id, verdict, outcome, identity]);
  expect(gist(browser.judgements)).toEqual(gist(http.judgements));
});
