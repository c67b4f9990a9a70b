/** The samples over HTTP, against the real IdP: they let the right person in, and nobody else. */

import { expect, test } from '@playwright/test';
import { selfSignedCertificate, startSample, type Sample, type SampleOptions } from '../../../demo/index.ts';
import { startFake } from '../../../demo/fakes.ts';
import { startIdp, type RunningIdp } from '../../../idp/index.ts';
import { tampered } from '../../../idp/faults/signatures.ts';
import { arm, visitor, type Seen, type Visitor } from './visitor.ts';

const subject = 'b.simon@contoso.com';
const victim = 'v.ictim@contoso.com';
let idp: RunningIdp;

test.beforeAll(async () => {
  idp = await startIdp({ state: 'memory', baseUrl: 'http://127.0.0.1:0' });
});
test.afterAll(() => idp.close());

function facts(): SampleOptions['idp'] {
  const certificate = idp.certificate().replace(/-----[^-]+-----|\s/g, '');
  return { entityId: idp.entityId, ssoUrl: idp.ssoUrl, certificates: [certificate] };
}

function register(sample: Pick<Sample, 'entityId' | 'acsUrl' | 'profile'>): void {
  const { idp: settings } = sample.profile() as { idp: never };
  idp.register({
    name: 'Sample',
    entityId: sample.entityId,
    acsUrls: [sample.acsUrl],
    users: [subject, victim],
    idp: settings,
  });
}

async function withSample(options: Partial<SampleOptions>, run: (sample: Sample) => Promise<void>): Promise<void> {
  const sample = await startSample({ kind: 'strict', idp: facts(), ...options });
  register(sample);
  try {
    await run(sample);
  } finally {
    await sample.close();
  }
}

type Armed = Parameters<RunningIdp['arm']>[0];

async function signIn(sample: Pick<Sample, 'loginUrl'>, browser: Visitor, spec: Armed = {}): Promise<Seen> {
  await arm(idp, browser, spec);
  const start = await browser.open(sample.loginUrl);
  const atIdp = start.url.startsWith(idp.baseUrl) ? start : await browser.submit(browser.formOf(start));
  return browser.submit(browser.formOf(atIdp));
}

async function who(sample: Pick<Sample, 'meUrl'>, browser: Visitor): Promise<unknown> {
  const seen = await browser.open(`${sample.meUrl}?json`);
  return seen.status === 200 ? (JSON.parse(seen.body) as { nameId: string }).nameId : seen.status;
}

for (const kind of ['passport-saml', 'samlify', 'strict'] as const) {
  test(`${kind}: honest sign-in, attributes, sign-out`, async () => {
    await withSample({ kind }, async (sample) => {
      const browser = visitor();
      expect(await who(sample, browser)).toBe(401);
      const landed = await signIn(sample, browser);
      expect(landed.body).toContain(`<strong id="name-id">${subject}</strong>`);
      const json = await browser.open(sample.meUrl, { json: true });
      expect(JSON.parse(json.body)).toMatchObject({ nameId: subject, attributes: { email: subject } });
      await browser.open(sample.logoutUrl);
      expect(await who(sample, browser)).toBe(401);
    });
  });

  test(`${kind}: the other person is let in as the other person`, async () => {
    await withSample({ kind }, async (sample) => {
      const browser = visitor();
      await signIn(sample, browser, { user: victim });
      expect(await who(sample, browser)).toBe(victim);
    });
  });

  test(`${kind}: a tampered answer is refused, and another sign-in works`, async () => {
    await withSample({ kind }, async (sample) => {
      const browser = visitor();
      const refused = await signIn(sample, browser, { mutation: tampered('NameID') });
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(await who(sample, browser)).toBe(401);
      expect(sample.refusals).toHaveLength(1);
      await signIn(sample, browser);
      expect(await who(sample, browser)).toBe(subject);
    });
  });

  test(`${kind}: a sign-in without the claim that the account needs is refused`, async () => {
    await withSample({ kind }, async (sample) => {
      const browser = visitor();
      await signIn(sample, browser, { claims: { email: null } });
      expect(await who(sample, browser)).toBe(401);
    });
  });

  test(`${kind}: starts by a POST form on demand`, async () => {
    await withSample({ kind, requestBinding: 'post' }, async (sample) => {
      const browser = visitor();
      await signIn(sample, browser);
      expect(await who(sample, browser)).toBe(subject);
    });
  });

  test(`${kind}: over https, with Secure cookies`, async () => {
    await withSample({ kind, https: selfSignedCertificate() }, async (sample) => {
      expect(sample.acsUrl).toMatch(/^https:\/\/localhost:/);
      const browser = visitor();
      const landed = await signIn(sample, browser);
      expect(await who(sample, browser)).toBe(subject);
      expect(landed.setCookies.join()).toMatch(/HttpOnly/i);
      expect(landed.setCookies.join()).toMatch(/Secure/i);
    });
  });

  test(`${kind}: the session identifier changes at sign-in`, async () => {
    await withSample({ kind }, async (sample) => {
      const browser = visitor();
      await signIn(sample, browser);
      const before = await browser.jar.getCookieString(sample.baseUrl);
      expect(before).not.toBe('');
      await signIn(sample, browser);
      expect(await browser.jar.getCookieString(sample.baseUrl)).not.toBe(before);
    });
  });

  test(`${kind}: metadata name the entity and its endpoint`, async () => {
    await withSample({ kind }, async (sample) => {
      const { status, body } = await visitor().open(sample.metadataUrl);
      expect(status).toBe(200);
      expect(body).toContain(`entityID="${sample.entityId}"`);
      expect(body).toContain(`Location="${sample.acsUrl}"`);
    });
  });

  test(`${kind}: starts sign-in again on demand instead of answering 401`, async () => {
    await withSample({ kind, onSignedOut: 'restart' }, async (sample) => {
      const seen = await visitor().open(sample.meUrl);
      expect(seen.url.startsWith(idp.baseUrl)).toBe(true);
    });
  });

  test(`${kind}: the settings are printable and hold no key`, async () => {
    await withSample({ kind }, async (sample) => {
      const printed = JSON.stringify(sample.options);
      expect(printed).not.toBe('{}');
      expect(printed).not.toContain(facts().certificates[0]);
    });
  });
}

test('a sample dies on demand in the middle of an exchange', async () => {
  await withSample({ killAfterPosts: 2 }, async (sample) => {
    await signIn(sample, visitor());
    await expect(signIn(sample, visitor())).rejects.toThrow();
    await expect(visitor().open(sample.meUrl)).rejects.toThrow();
  });
});

test('fakes: one refuses everybody, one lets everybody in, one is broken', async () => {
  for (const [kind, expected] of [
    ['refuses-all', 401],
    ['accepts-all', victim],
    ['broken', 500],
  ] as const) {
    const fake = await startFake({ kind, idp: facts() });
    register(fake);
    const browser = visitor();
    if (kind !== 'broken') await signIn(fake, browser, { mutation: tampered('NameID') });
    expect(await who(fake, browser)).toBe(expected);
    await fake.close();
  }
});
