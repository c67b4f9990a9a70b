/** The profiles of the four applications load, and the claims view works on the samples that they describe. */

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { startVendor, vendorNames, type RunningVendor } from '../../../demo/tutorials/index.ts';
import { describeIdp } from '../../../idp/describe.ts';
import { claimsView, type ClaimsView } from '../../../scenarios/claims-view.ts';
import { loadTarget } from '../../../scenarios/target.ts';
import { freePort } from '../../free-port.ts';

const profileOf = (name: string): string => fileURLToPath(new URL(`../../../targets/${name}.yaml`, import.meta.url));

for (const name of vendorNames) {
  test(`targets/${name}.yaml describes the sample`, async () => {
    const vendor = await startVendor(name);
    try {
      const target = await loadTarget(profileOf(name), { env: { SAMLPROOF_SP_URL: vendor.baseUrl } });
      expect(target.sp).toMatchObject({ entityId: vendor.entityId, acsUrl: vendor.acsUrl });
      expect(target.signIn.startUrl).toBe(vendor.signOnUrl);
    } finally {
      await vendor.close();
    }
  });
}

async function view(
  name: 'headspace' | 'pymetrics',
  setUp: (vendor: RunningVendor, facts: Awaited<ReturnType<typeof describeIdp>>) => RequestInit,
): Promise<ClaimsView> {
  const state = await mkdtemp(path.join(tmpdir(), 'samlproof-claims-'));
  const baseUrl = `http://127.0.0.1:${await freePort()}`;
  const vendor = await startVendor(name);
  try {
    process.env['SAMLPROOF_SP_URL'] = vendor.baseUrl;
    const answer = await fetch(vendor.adminUrl, {
      method: 'POST',
      ...setUp(vendor, await describeIdp({ state, baseUrl })),
    });
    expect(answer.status).toBe(200);
    return await claimsView({ profile: profileOf(name), driver: 'http', version: 'test', state, baseUrl });
  } finally {
    await vendor.close();
  }
}

test('claims view: Headspace requires email and shows the other claims as they are', async () => {
  const { claims } = await view('headspace', (_vendor, { ssoUrl, entityId, certificateBase64 }) => ({
    body: new URLSearchParams({
      certificate: `-----BEGIN CERTIFICATE-----\n${certificateBase64}\n-----END CERTIFICATE-----`,
      loginUrl: ssoUrl,
      issuer: entityId,
    }),
  }));
  expect(claims.filter(({ required }) => required).map(({ name }) => name)).toEqual(['email']);
  expect(claims.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
  expect(claims.map(({ name }) => name)).toEqual(expect.arrayContaining(['email', 'family_name', 'given_name']));
});

test('claims view: pymetrics requires UserEmail', async () => {
  const { claims } = await view('pymetrics', (_vendor, described) => {
    const body = new FormData();
    body.set('metadata', new File([described.metadata('entra')], 'metadata.xml'));
    return { body };
  });
  expect(claims.filter(({ required }) => required).map(({ name }) => name)).toEqual(['UserEmail']);
});

test('claims view: a profile without an attributes probe is told what to add', async () => {
  const template = fileURLToPath(new URL('../../../targets/template.yaml', import.meta.url));
  const { readFile, writeFile } = await import('node:fs/promises');
  const folder = await mkdtemp(path.join(tmpdir(), 'samlproof-claims-'));
  const file = path.join(folder, 'target.yaml');
  const text = await readFile(template, 'utf8');
  await writeFile(file, text.replaceAll(/^\s*attributes:.*$/gm, ''));
  await expect(claimsView({ profile: file, driver: 'http', version: 'test' })).rejects.toThrow(
    'attributes: { json: /attributes }',
  );
});
