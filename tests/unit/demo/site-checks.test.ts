/** What our own sample does around the message: requests, metadata, cookies, error pages, redirects. */

import { expect, test } from '@playwright/test';
import { inflateRawSync } from 'node:zlib';
import {
  startSample,
  type CheckName,
  type Sample,
  type SampleOptions,
  type StrictnessName,
} from '../../../demo/index.ts';
import { selfSignedCertificate } from '../../../demo/index.ts';
import { destination, foreignRelayState, relayStateBeside, relayStateTo } from '../../../idp/faults/addressing.ts';
import { withClaim } from '../../../idp/faults/claims.ts';
import { tampered } from '../../../idp/faults/signatures.ts';
import type { Mutation } from '../../../idp/protocol/types.ts';
import { validateMetadata, validateProtocol } from '../../../idp/protocol/schema.ts';
import { startIdp, type RunningIdp } from '../../../idp/index.ts';
import { arm, visitor, type Seen, type Visitor } from './visitor.ts';

let idp: RunningIdp;

test.beforeAll(async () => {
  idp = await startIdp({ state: 'memory', baseUrl: 'http://127.0.0.1:0' });
});
test.afterAll(() => idp.close());

async function started(forget: CheckName[] = [], more: Partial<SampleOptions> = {}): Promise<Sample> {
  const certificates = [idp.certificate().replace(/-----[^-]+-----|\s/g, '')];
  const trusted = { entityId: idp.entityId, ssoUrl: idp.ssoUrl, certificates };
  const sample = await startSample({ kind: 'strict', idp: trusted, forget, ...more });
  const { idp: settings, users } = sample.profile() as { idp: never; users: Record<string, string> };
  idp.register({
    name: 'Sample',
    entityId: sample.entityId,
    acsUrls: [sample.acsUrl],
    users: Object.values(users),
    idp: settings,
  });
  return sample;
}

type Armed = Parameters<RunningIdp['arm']>[0];

async function signIn(sample: Sample, spec: Armed = {}, browser: Visitor = visitor()): Promise<Seen> {
  await arm(idp, browser, spec);
  const form = browser.formOf(await browser.open(sample.loginUrl));
  return browser.submit(form);
}

async function requestOf(sample: Sample): Promise<{ xml: string; relayState: string }> {
  const answer = await fetch(sample.loginUrl, { redirect: 'manual' });
  const { searchParams } = new URL(answer.headers.get('location') ?? '');
  const xml = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
  return { xml, relayState: searchParams.get('RelayState') ?? '' };
}

/** What the sample shows with and without a check. */
async function bothWays<Result>(
  check: CheckName,
  look: (sample: Sample) => Promise<Result>,
  more = {},
): Promise<Result[]> {
  const results: Result[] = [];
  for (const forget of [[], [check]]) {
    const sample = await started(forget, more);
    results.push(await look(sample));
    await sample.close();
  }
  return results;
}

const requestChecks: [CheckName, (found: { xml: string; relayState: string }, sample: Sample) => boolean][] = [
  ['request-schema', ({ xml }) => validateProtocol(xml).length === 0],
  ['request-id-ncname', ({ xml }) => / ID="[A-Za-z_]/.test(xml)],
  ['request-id-entropy', ({ xml }) => / ID="_[0-9a-f]{40}"/.test(xml)],
  ['request-destination', ({ xml }) => xml.includes(` Destination="${idp.ssoUrl}"`)],
  ['request-issuer', ({ xml }, sample) => xml.includes(`>${sample.entityId}</saml:Issuer>`)],
  ['request-acs-url', ({ xml }) => !xml.includes('AssertionConsumerServiceIndex')],
  ['relay-state-size', ({ relayState }) => Buffer.byteLength(relayState) <= 80],
];

for (const [check, right] of requestChecks) {
  test(`${check}: the request is right, and wrong without it`, async () => {
    const found = await bothWays(check, async (sample) => right(await requestOf(sample), sample));
    expect(found).toEqual([true, false]);
  });
}

const metadataChecks: [CheckName, (xml: string) => boolean][] = [
  ['metadata-schema', (xml) => validateMetadata(xml).length === 0],
  ['metadata-entity-id', (xml) => / entityID="https:\/\//.test(xml)],
  ['metadata-https', (xml) => !/ Location="http:/.test(xml)],
];

for (const [check, right] of metadataChecks) {
  test(`${check}: the metadata are right, and wrong without it`, async () => {
    expect(
      await bothWays(
        check,
        async (sample: Sample): Promise<boolean> => right((await visitor().open(sample.metadataUrl)).body),
        { https: selfSignedCertificate() },
      ),
    ).toEqual([true, false]);
  });
}

test('cookie-flags: HttpOnly, Secure and SameSite, or none of them', async () => {
  const [careful, careless] = await bothWays('cookie-flags', async (sample: Sample): Promise<string> =>
    (await signIn(sample)).setCookies.join(),
  );
  expect(careful).toMatch(/; HttpOnly; Secure; SameSite=None/);
  expect(careless).not.toMatch(/HttpOnly|Secure|SameSite/);
});

test('session-rotation: the identifier from before is worth nothing after sign-in', async () => {
  expect(
    await bothWays('session-rotation', async (sample: Sample): Promise<number> => {
      const browser = visitor();
      await arm(idp, browser, {});
      const form = browser.formOf(await browser.open(sample.loginUrl));
      const planted = await browser.jar.getCookieString(sample.baseUrl);
      await browser.submit(form);
      return (await fetch(sample.meUrl, { headers: { cookie: planted } })).status;
    }),
  ).toEqual([401, 200]);
});

test('no-session-on-reject: a refusal keeps no name, and never opens the page', async () => {
  expect(
    await bothWays('no-session-on-reject', async (sample: Sample): Promise<[boolean, number]> => {
      const browser = visitor();
      await signIn(sample, { mutation: tampered('NameID') }, browser);
      const { body, status } = await browser.open(sample.meUrl);
      return [body.includes('nameId'), status];
    }),
  ).toEqual([
    [false, 401],
    [true, 401],
  ]);
});

const refusedPage = async (sample: Sample): Promise<Seen> =>
  signIn(sample, { mutation: destination('https://elsewhere.example/<marker>') });

test('error-detail: the error page shows no stack and no message', async () => {
  const [careful, careless] = await bothWays('error-detail', refusedPage);
  expect(careful?.body).not.toMatch(/Response|at .*:\d+|marker/);
  expect(careless?.body).toMatch(/&lt;samlp:Response/);
  expect(careless?.body).toMatch(/^\s*at .*:\d+:\d+/m);
});

test('error-escape: the error page repeats nothing as markup', async () => {
  const [careful, careless] = await bothWays('error-escape', refusedPage);
  expect(careful?.body).not.toContain('<marker>');
  expect(careless?.body).toContain('<marker>');
});

test('error-status: a refusal is 403, or 500', async () => {
  expect((await bothWays('error-status', refusedPage)).map(({ status }) => status)).toEqual([403, 500]);
});

test('escape-html: claims are text on the page', async () => {
  const [careful, careless] = await bothWays(
    'escape-html',
    async (sample: Sample): Promise<string> =>
      (await signIn(sample, { mutation: withClaim('nick', ['<marker>']) })).body,
  );
  expect(careful).toContain('&lt;marker&gt;');
  expect(careful).not.toContain('<marker>');
  expect(careless).toContain('<marker>');
});

for (const [check, mutation, foreign] of [
  ['relay-state-redirect', foreignRelayState(), /^http:\/\/127\.0\.0\.1:9\//],
  ['relay-state-origin', relayStateBeside((canary, own) => `${canary}?at=${own}`), /^http:\/\/127\.0\.0\.1:9\//],
  [
    'relay-state-origin',
    relayStateBeside((canary, own) => canary.replace(/^http:\/\//, `${own}@`)),
    /@127\.0\.0\.1:9\//,
  ],
  ['relay-state-path', relayStateTo(() => '/\t/elsewhere.example'), /^\/\t\/elsewhere/],
] as [CheckName, Mutation, RegExp][]) {
  test(`${check}: nobody is sent to ${foreign.source}`, async () => {
    const [careful, careless] = await bothWays(check, async (sample: Sample): Promise<string | null> => {
      const browser = visitor();
      await arm(idp, browser, { mutation });
      const { action, fields } = browser.formOf(await browser.open(sample.loginUrl));
      const cookie = await browser.jar.getCookieString(sample.baseUrl);
      const body = new URLSearchParams(fields);
      return (await fetch(action, { method: 'POST', body, headers: { cookie }, redirect: 'manual' })).headers.get(
        'location',
      );
    });
    expect(careful).toBe('/me');
    expect(careless).toMatch(foreign);
  });
}

for (const [rule, spec] of [
  ['foreign-relay-state-refused', { mutation: foreignRelayState() }],
  ['relay-state-required', { mutation: { plan: (own: object) => ({ ...own, relayState: undefined }) } }],
] as [StrictnessName, Armed][]) {
  test(`over-strict ${rule} refuses an honest answer`, async () => {
    const lenient = await started();
    expect((await signIn(lenient, spec)).status).toBe(200);
    await lenient.close();
    const strict = await started([], { overStrict: [rule] });
    expect((await signIn(strict, spec)).status).toBe(403);
    await strict.close();
  });
}

test('a person comes back to the page that was asked for, and only to pages of this site', async () => {
  const sample = await started();
  const browser = visitor();
  await arm(idp, browser, {});
  const form = browser.formOf(await browser.open(`${sample.loginUrl}?target=/me?json`));
  expect((await browser.submit(form)).url).toBe(`${sample.meUrl}?json`);
  for (const target of ['//evil.example/', '/\\evil.example', 'https://evil.example/']) {
    const seen = await browser.open(`${sample.loginUrl}?target=${encodeURIComponent(target)}`);
    expect(seen.status).toBe(400);
  }
  await sample.close();
});

test('garbage at the ACS is refused and the sample stays alive', async () => {
  const sample = await started();
  const browser = visitor();
  const posts = ['', 'x', '=', 'PGE+', Buffer.from('<a/>').toString('base64'), 'A'.repeat(600_000)];
  for (const SAMLResponse of posts) {
    const seen = await browser.open(sample.acsUrl, { method: 'POST', form: { SAMLResponse } });
    expect(seen.status).toBe(403);
  }
  expect((await browser.open(sample.acsUrl, { method: 'POST', form: {} })).status).toBe(403);
  expect((await browser.open(sample.acsUrl, { method: 'POST' })).status).toBe(403);
  expect((await browser.open(sample.acsUrl)).status).toBe(405);
  const deep = Buffer.from('<a>'.repeat(10_000)).toString('base64');
  expect((await browser.open(sample.acsUrl, { method: 'POST', form: { SAMLResponse: deep } })).status).toBe(403);
  expect(sample.refusals.filter((text) => text.startsWith('fault'))).toEqual([]);
  expect((await signIn(sample)).status).toBe(200);
  await sample.close();
});
