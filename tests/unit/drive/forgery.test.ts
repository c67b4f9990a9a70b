/** Claims to be somebody else by what a browser can write: what is rewritten, and what both drivers see of it. */

import { expect, test } from '@playwright/test';
import { forgedValues, renamings } from '../../../scenarios/drive/forged-values.ts';
import { controlsOf, judge } from '../../../scenarios/judge.ts';
import { runConformance } from '../../../scenarios/run/index.ts';
import type { CheckName } from '../../../demo/index.ts';
import { sampleRun } from './sample-run.ts';

const names = [
  { from: 'simon@contoso.com', to: 'adele@contoso.com' },
  { from: 'Zoë', to: 'Åse!' },
];
const base64 = (text: string, form: 'base64' | 'base64url' = 'base64'): string => Buffer.from(text).toString(form);
const forged = (value: string): string[] => forgedValues(value, names);

const json = (name: string): string => JSON.stringify({ id: 1, name, at: '2026-11-22T08:00:00?>>>' });

test('names are found in the clear, escaped, in base64 of either alphabet, and below', () => {
  expect(forged('simon@contoso.com')).toEqual(['adele@contoso.com']);
  expect(forged('user%3Dsimon%40contoso.com')).toEqual(['user%3Dadele%40contoso.com']);
  for (const form of ['base64', 'base64url'] as const) {
    expect(forged(base64(json('simon@contoso.com'), form))).toEqual([base64(json('adele@contoso.com'), form)]);
    const below = (name: string): string => base64(json(base64(json(name), form)), form);
    expect(forged(below('simon@contoso.com'))).toEqual([below('adele@contoso.com')]);
  }
  expect(forged(encodeURIComponent(base64(json('Zoë'))))).toEqual([encodeURIComponent(base64(json('Åse!')))]);
});

test('the lengths of PHP’s strings follow', () => {
  expect(forged('a:1:{s:4:"name";s:4:"Zoë";}')).toEqual(['a:1:{s:4:"name";s:5:"Åse!";}']);
});

test('a token of three parts is tried unsigned as well', () => {
  const head = base64('{"alg":"HS256","typ":"JWT"}', 'base64url');
  const [first = '', second = ''] = forged(
    `${head}.${base64('{"sub":"simon@contoso.com"}', 'base64url')}.c2lnbmF0dXJl`,
  );
  const payload = base64('{"sub":"adele@contoso.com"}', 'base64url');
  expect(first).toBe(`${head}.${payload}.c2lnbmF0dXJl`);
  expect(second).toBe(`${base64('{"alg":"none","typ":"JWT"}', 'base64url')}.${payload}.`);
});

test('what names nobody stays: random identifiers, other words, what is no base64', () => {
  for (const value of ['8f3b2c', 'lang=en', 's%3Aabc.def', base64('{"theme":"dark"}'), 'a-%-b']) {
    expect(forged(value), value).toEqual([]);
  }
});

test('short names and those that both have are left alone', () => {
  const own = new Map([
    ['NameID', 'simon@contoso.com'],
    ['given', 'Bo'],
    ['company', 'Contoso'],
  ]);
  const other = new Map([
    ['NameID', 'adele@contoso.com'],
    ['given', 'Al'],
    ['company', 'Contoso'],
  ]);
  expect(renamings(own, other)).toEqual([names[0]]);
});

const ids = ['session/client-side-tamper', 'session/header-injection-auth', 'request/host-header'];

async function verdictsWith(forget: CheckName[], driver: 'http' | 'browser'): Promise<Record<string, string>> {
  const made = await sampleRun({ kind: 'strict', forget });
  try {
    const { target, host, out, catalogue } = made;
    const cases = catalogue.cases.filter(({ id }) => ids.includes(id));
    const outcome = await runConformance({ target, host, out, cases, driver, version: '0' });
    const controls = controlsOf(outcome.controls, target, { ssoUrl: host.idp.ssoUrl });
    const judged = cases.map((one) => judge(one, outcome.observations.get(one.id) ?? null, controls, target));
    return Object.fromEntries(cases.map(({ id }, index) => [id, judged[index]?.verdict ?? 'none']));
  } finally {
    await made.close();
  }
}

const all = (verdict: string): Record<string, string> => Object.fromEntries(ids.map((id) => [id, verdict]));

for (const driver of ['http', 'browser'] as const) {
  test(`${driver}: a careful sample is green, and one that believes the browser is not`, async () => {
    expect(await verdictsWith([], driver)).toEqual(all('pass'));
    const gullible = await verdictsWith(['session-on-server', 'proxy-headers', 'forwarded-host'], driver);
    expect(gullible).toEqual({ ...all('fail'), 'request/host-header': 'warn' });
  });
}
