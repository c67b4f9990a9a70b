/** What a profile says about keys: read, checked, and never repeated. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createSigningKey } from '../../../idp/tenant/keys.ts';
import { applicabilityOf } from '../../../scenarios/applicability.ts';
import { loadCatalogue } from '../../../scenarios/catalogue.ts';
import { registrationOf } from '../../../scenarios/registration.ts';
import { loadTarget, ProfileError, type Target } from '../../../scenarios/target.ts';

const [own, other] = ['own', 'other'].map((commonName) => createSigningKey({ commonName, now: new Date() }));
const pem = (key = own): string => key?.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() ?? '';
const descriptor = (use: string, key = own): string =>
  `<md:KeyDescriptor use="${use}"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>` +
  `<ds:X509Certificate>${key?.certificateBase64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samlproof-target-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

interface Said {
  sp?: object;
  idp?: object;
  more?: object;
  keys?: string;
  env?: Record<string, string>;
}

async function target({ sp = {}, idp = {}, more = {}, keys = descriptor('signing'), env = {} }: Said): Promise<Target> {
  const acs =
    '<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="http://127.0.0.1/acs" index="0"/>';
  writeFileSync(
    join(folder, 'sp.xml'),
    '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://sp.example/saml">' +
      `<md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys}${acs}</md:SPSSODescriptor></md:EntityDescriptor>`,
  );
  const file = join(folder, 'target.json');
  const page = { url: 'http://127.0.0.1/me', signedIn: { status: 200 } };
  const profile = {
    schemaVersion: 1,
    name: 'Notes',
    signIn: { startUrl: 'http://127.0.0.1/login' },
    protectedPage: page,
  };
  writeFileSync(file, JSON.stringify({ ...profile, sp: { metadata: './sp.xml', ...sp }, idp, ...more }));
  return loadTarget(file, { env });
}

async function mistakesOf(said: Said): Promise<string> {
  const error = await target(said).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProfileError);
  return String(error);
}

test('the signing key is read from the environment or from a file', async () => {
  const fromEnvironment = await target({ sp: { signingKey: '{{env.SP_KEY}}' }, env: { SP_KEY: pem() } });
  expect(fromEnvironment.sp.signingKey).toBe(pem());
  writeFileSync(join(folder, 'sp.key'), pem());
  expect((await target({ sp: { signingKey: './sp.key' } })).sp.signingKey).toBe(pem());
});

test('a key that cannot be read or belongs to another certificate is a mistake that does not repeat it', async () => {
  const broken = pem().replace('BEGIN PRIVATE KEY', 'BEGIN PRIVATE KEYS');
  const said = await mistakesOf({ sp: { signingKey: broken } });
  expect(said).toContain('sp.signingKey');
  expect(said).not.toContain(broken.slice(60, 100));
  expect(await mistakesOf({ sp: { signingKey: './none.key' } })).toContain('no readable private key');
  expect(await mistakesOf({ sp: { signingKey: pem(other) } })).toContain('not the key of the SP’s signing certificate');
});

test('only certificates that exist can be stated, and stating them publishes them', async () => {
  expect(await mistakesOf({ idp: { certificates: ['next', 'rsa8192'] } })).toContain('idp.certificates');
  const stated = await target({ idp: { certificates: ['next', 'rsa4096', 'expired'] } });
  expect(registrationOf(stated).publishedKeys).toEqual(['idpNext', 'rsa4096', 'expired']);
});

test('every encryption certificate of the metadata is known, the stated one first', async () => {
  const keys = descriptor('encryption') + descriptor('encryption', other);
  const { sp } = await target({ keys });
  expect(sp.encryptionCertificates).toHaveLength(2);
  expect(sp.encryptionCertificate).toBe(sp.encryptionCertificates?.[0]);
  const stated = await target({ keys, sp: { encryptionCertificate: other?.certificate } });
  expect(stated.sp.encryptionCertificates?.[0]).toBe(stated.sp.encryptionCertificate);
  expect(stated.sp.encryptionCertificates).toHaveLength(2);
});

test('cases about keys apply exactly where the SP was told', async () => {
  const { cases } = await loadCatalogue();
  const told = (one: Target): string[] =>
    cases
      .filter(({ catalogueId }) =>
        /^(enc|encbad|keys)\.|rsa4096|sp-own|other-idp|removed-key|encryption-use|issuer\.mismatch|nameid-reuse/.test(
          catalogueId,
        ),
      )
      .filter((each) => applicabilityOf(each, one).kind === 'applicable')
      .map(({ id }) => id);
  expect(told(await target({}))).toEqual([]);
  expect(told(await target({ idp: { second: true } }))).toEqual([
    'addressing/issuer-mismatch',
    'claims/takeover-nameid-reuse',
    'signature/other-idp-key',
  ]);
  expect(told(await target({ idp: { certificates: ['expired'] } }))).toEqual(['keys/expired-cert-in-metadata']);
  expect(told(await target({ sp: { signingKey: '{{env.K}}' }, env: { K: pem() } }))).toEqual(['signature/sp-own-key']);
  const hooks = { afterRollOver: './reload.sh', afterKeyRemoval: './reload.sh' };
  expect(told(await target({ more: { hooks } }))).toEqual([
    'keys/rollover-live',
    'signature/encryption-use-key',
    'signature/removed-key',
  ]);
  const encrypted = await target({ keys: descriptor('encryption'), more: { capabilities: ['encrypted-assertions'] } });
  const areas = new Set(told(encrypted).map((id) => id.split('/')[0]));
  expect([...areas]).toEqual(['encryption-misuse', 'encryption']);
  expect(told(encrypted)).not.toContain('encryption/sp-key-rollover');
});
