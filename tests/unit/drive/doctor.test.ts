/** The doctor against a sample SP: well, and ill in several ways. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { selfSignedCertificate, startSample } from '../../../demo/index.ts';
import { runDoctor, type DoctorStep } from '../../../scenarios/doctor.ts';
import { openHost } from '../../../scenarios/host.ts';

type Profile = Record<string, unknown>;

/** The state folder carries the key from the first IdP, which the SP was told of, to the doctor's own. */
async function examine(
  change: (profile: Profile) => Profile,
  driver: 'http' | 'browser' = 'http',
  trusted = true,
): Promise<DoctorStep[]> {
  const out = await mkdtemp(join(tmpdir(), 'samlproof-doctor-'));
  const state = join(out, 'state');
  const first = await openHost({
    catalogue: { list: () => [], mutationOf: () => undefined },
    state,
    baseUrl: 'http://127.0.0.1:0',
  });
  const { entityId, ssoUrl, baseUrl } = first.idp;
  const certificate = trusted ? first.idp.certificate() : selfSignedCertificate('stranger').cert;
  await first.close();
  const sample = await startSample({ kind: 'strict', idp: { entityId, ssoUrl, certificates: [certificate] } });
  try {
    const profile = join(out, 'target.json');
    await writeFile(profile, JSON.stringify(change(sample.profile())));
    const { ok, steps } = await runDoctor({ profile, driver, version: '0', out, state, baseUrl });
    expect(ok).toBe(steps.every((step) => step.ok));
    return steps;
  } finally {
    await sample.close();
    await rm(out, { recursive: true, force: true });
  }
}

/** Examined with another identity probe: a pattern for the words of the page. */
function examineIdentity(text: string): ReturnType<typeof examine> {
  return examine((profile) => ({
    ...profile,
    protectedPage: { ...(profile['protectedPage'] as object), identity: { text } },
  }));
}

test('all is well', async () => {
  const steps = await examine((profile) => profile);
  expect(steps.map((step) => [step.name, step.ok])).toEqual([
    ['profile', true],
    ['browser', true],
    ['reachability', true],
    ['metadata', true],
    ['clock', true],
    ['honest sign-in', true],
    ['sign-in of the victim', true],
    ['identity', true],
  ]);
  expect(steps.at(-1)?.message).not.toContain('resembles');
});

test('an identity that tells people apart, but shows nothing as it was sent', async () => {
  const steps = await examineIdentity('"nameId": ?"([^"@]+)@');
  expect(steps.at(-1)).toMatchObject({ name: 'identity', ok: true });
  expect(steps.at(-1)?.message).toContain('«b.simon» is none of the values that were sent');
  expect(steps.at(-1)?.message).toContain('inconclusive');
});

test('an address that does not answer', async () => {
  const steps = await examine((profile) => ({ ...profile, signIn: { startUrl: 'http://127.0.0.1:9/login' } }));
  expect(steps.at(-1)).toMatchObject({ name: 'reachability', ok: false, url: 'http://127.0.0.1:9/login' });
  expect(steps.at(-1)?.advice).toHaveLength(3);
});

test('an SP that trusts another certificate, with a picture', async () => {
  const steps = await examine((profile) => profile, 'browser', false);
  const last = steps.at(-1);
  expect(last).toMatchObject({ name: 'honest sign-in', ok: false });
  expect(last?.screenshot).toContain('screenshots/');
  expect(last?.advice[0]).toContain('certificate');
});

test('an identity that is the same for everybody', async () => {
  const steps = await examineIdentity('"(nameId)"');
  expect(steps.at(-1)).toMatchObject({ name: 'identity', ok: false });
  expect(steps.at(-1)?.message).toContain('both people');
});

test('an identity that is looked for where it is not', async () => {
  const steps = await examineIdentity('<b>(.+)</b>');
  expect(steps.at(-1)).toMatchObject({ name: 'identity', ok: false });
  expect(steps.at(-1)?.message).toContain('finds nothing');
  expect(steps.at(-1)?.advice[0]).toContain('not for the HTML');
});
