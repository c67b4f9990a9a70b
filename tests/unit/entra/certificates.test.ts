/** Signing certificates of an application: inactive until activated, automatic and late use, PFX, notices, what metadata lists. */

import { X509Certificate } from 'node:crypto';
import { expect, test } from '@playwright/test';
import forge from 'node-forge';
import { memoryState, type RunningIdp } from '../../../idp/index.ts';
import { createKeyPem } from '../../../idp/tenant/certificate.ts';
import {
  activateCertificate,
  addCertificate,
  certificatesOf,
  expiryNotices,
  importCertificate,
  publishedCertificates,
  removeCertificate,
  signingCertificateOf,
  thumbprintOf,
} from '../../../idp/tenant/certificates.ts';
import { authorityKey, keyring } from '../../../idp/tenant/keys.ts';
import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import { registerTarget } from '../../../idp/tenant/registration.ts';
import { signIn } from '../web/person.ts';
import { entityId, notes, open, withIdp } from '../web/sp-side.ts';

const day = 86_400_000;
const now = new Date('2026-11-22T12:00:00Z');
const later = (days: number): Date => new Date(now.getTime() + days * day);

function setup() {
  const state = memoryState();
  const shared = keyring(state, () => now)('idp').certificate;
  return { state, shared, application: registerTarget(defaultTenant(), notes) };
}

test('Entra’s own certificate: three years, self-signed, no extensions, its subject', () => {
  const { shared } = setup();
  const certificate = new X509Certificate(shared);
  expect([certificate.subject, certificate.issuer]).toEqual(
    Array(2).fill('CN=Microsoft Azure Federated SSO Certificate'),
  );
  expect([certificate.validFrom, certificate.validTo].map((one) => new Date(one).toISOString())).toEqual([
    '2026-11-22T12:00:00.000Z',
    '2029-11-22T12:00:00.000Z',
  ]);
  expect(certificate.serialNumber).toHaveLength(32);
  expect(forge.pki.certificateFromPem(shared).extensions).toEqual([]);
  expect(thumbprintOf(shared)).toBe(certificate.fingerprint.replaceAll(':', ''));
});

test('new ones are inactive; activating swaps; the active one stays', () => {
  const { state, shared, application } = setup();
  const added = addCertificate(application, shared, state, now, { expires: later(100) });
  expect(added.certificates?.map(({ active }) => active)).toEqual([true, false]);
  const fresh = added.certificates?.[1]?.certificate ?? '';
  expect(signingCertificateOf(certificatesOf(added, shared), now)?.certificate).toBe(shared);
  const swapped = activateCertificate(added, shared, thumbprintOf(fresh).toLowerCase());
  expect(swapped.certificates?.map(({ active }) => active)).toEqual([false, true]);
  expect(signingCertificateOf(certificatesOf(swapped, shared), now)?.certificate).toBe(fresh);
  expect(() => removeCertificate(swapped, shared, thumbprintOf(fresh))).toThrow(/active certificate cannot be deleted/);
  expect(removeCertificate(swapped, shared, thumbprintOf(shared)).certificates).toHaveLength(1);
  expect(() => activateCertificate(added, shared, 'AB12')).toThrow(/no certificate AB12; there are: [0-9A-F]{40}/);
  expect(() => addCertificate(application, shared, state, now, { expires: later(1200) })).toThrow(/three years/);
  expect(() => addCertificate(application, shared, state, now, { expires: later(-1) })).toThrow(/three years/);
});

test('a valid inactive one takes over from an expired active one; alone, the expired one goes on', () => {
  const { state, shared, application } = setup();
  const short = addCertificate(application, shared, state, now, { expires: later(10) });
  const active = activateCertificate(short, shared, thumbprintOf(short.certificates?.[1]?.certificate ?? ''));
  const [own] = (active.certificates ?? []).filter((one) => one.active);
  const alone = { ...active, certificates: own === undefined ? [] : [own] };
  const signing = (which: typeof active, at: Date) => signingCertificateOf(which.certificates ?? [], at)?.certificate;
  expect(signing(active, later(5))).toBe(own?.certificate);
  expect(signing(active, later(11))).toBe(shared);
  expect(signing(alone, later(11))).toBe(own?.certificate);
  expect(signing(active, later(1500))).toBe(own?.certificate);
  expect(signingCertificateOf([], now)).toBeUndefined();
});

test('metadata lists valid inactive ones behind the signing one; by switch only that', () => {
  const { state, shared, application } = setup();
  const added = addCertificate(application, shared, state, now, { expires: later(10) });
  const fresh = added.certificates?.[1]?.certificate;
  const all = added.certificates ?? [];
  expect(publishedCertificates(all, now, true)).toEqual([shared, fresh]);
  expect(publishedCertificates(all, now, false)).toEqual([shared]);
  expect(publishedCertificates(all, later(11), true)).toEqual([shared]);
});

for (const [days, expected] of [
  [61, []],
  [60, ['60-day']],
  [31, ['60-day']],
  [30, ['30-day']],
  [7, ['7-day']],
  [1, ['7-day']],
  [-1, ['expired on']],
] as const) {
  test(`notices with ${days} days left`, () => {
    const { state, shared, application } = setup();
    const added = addCertificate(application, shared, state, now, { expires: later(200) });
    const swapped = activateCertificate(added, shared, thumbprintOf(added.certificates?.[1]?.certificate ?? ''));
    const told = expiryNotices(
      { ...swapped, notificationEmails: ['ops@contoso.com'] },
      swapped.certificates ?? [],
      later(200 - days),
    );
    expect(told).toHaveLength(expected.length);
    for (const word of expected) expect(told[0]).toContain(word);
    if (told.length > 0) expect(told[0]).toContain('ops@contoso.com');
  });
}

function pfx(password: string): Buffer {
  const pem = createKeyPem({ commonName: 'Imported', now });
  const key = forge.pki.privateKeyFromPem(pem.privateKey);
  const asn1 = forge.pkcs12.toPkcs12Asn1(key, [forge.pki.certificateFromPem(pem.certificate)], password, {
    algorithm: '3des',
  });
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary');
}

test('PFX: imported inactive; a wrong password and what is none are told apart', () => {
  const { state, shared, application } = setup();
  const file = pfx('secret');
  const imported = importCertificate(application, shared, state, now, file, 'secret');
  expect(new X509Certificate(imported.certificates?.[1]?.certificate ?? '').subject).toBe('CN=Imported');
  expect(imported.certificates?.[1]?.active).toBe(false);
  expect(() => importCertificate(application, shared, state, now, file, 'wrong')).toThrow(
    'The password does not open the PFX file.',
  );
  expect(() => importCertificate(application, shared, state, now, Buffer.from('x'), '')).toThrow(/no PFX/);
  expect(() => importCertificate(application, shared, state, now, Buffer.alloc(200_000), '')).toThrow(/at most/);
  expect(() => importCertificate(imported, shared, state, now, file, 'secret')).toThrow(/already/);
});

test('a certificate of an authority, on request', () => {
  const { state, shared, application } = setup();
  const authority = authorityKey(state, () => now);
  const added = addCertificate(application, shared, state, now, { authority });
  const [ca, leaf] = [authority.certificate, added.certificates?.[1]?.certificate ?? ''].map(
    (pem) => new X509Certificate(pem),
  );
  expect(ca?.ca).toBe(true);
  expect(leaf?.verify(ca?.publicKey as never)).toBe(true);
  expect(leaf?.issuer).toBe('CN=samlproof Certificate Authority');
});

async function signedBy(idp: RunningIdp): Promise<string> {
  const seen = await signIn(idp);
  return /<X509Certificate>([^<]+)</.exec(seen.response)?.[1] ?? seen.body;
}

const bare = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '');

test('over HTTP: responses, metadata and their signatures follow the active certificate', async () => {
  const state = memoryState();
  let clock = now;
  await withIdp(
    async (idp) => {
      const application = idp.application(entityId);
      const shared = idp.certificate();
      Object.assign(application, addCertificate(application, shared, state, now, { expires: later(10) }));
      const fresh = application.certificates?.[1]?.certificate ?? '';
      const listed = async (): Promise<string[]> => {
        const { body } = await open(idp.metadataUrl('saml', entityId));
        return [...body.matchAll(/<X509Certificate>([^<]+)</g)].map(([, one]) => one ?? '');
      };
      expect(await listed()).toEqual([bare(shared), bare(fresh)]);
      expect(await signedBy(idp)).toBe(bare(shared));
      Object.assign(application, activateCertificate(application, shared, thumbprintOf(fresh)));
      expect(await signedBy(idp)).toBe(bare(fresh));
      const entra = await open(idp.metadataUrl('entra', entityId));
      expect(/<X509Certificate>([^<]+)</.exec(entra.body)?.[1]).toBe(bare(fresh));
      application.switches = { metadataSigningKey: 'tenant', inactiveCertificatesInMetadata: false };
      const byTenant = await open(idp.metadataUrl('entra', entityId));
      expect(/<X509Certificate>([^<]+)</.exec(byTenant.body)?.[1]).toBe(bare(shared));
      expect(await listed()).toEqual([bare(fresh)]);
      clock = later(11);
      expect(await signedBy(idp)).toBe(bare(shared));
      application.certificates = [];
      expect((await signIn(idp)).body).toContain('AADSTS50003: ');
    },
    { state, clock: () => clock },
  );
});
