/** Keys and certificates: as Entra makes them, each name its own key, strangers that look the same. */

import { createPublicKey, X509Certificate } from 'node:crypto';
import { expect, test } from '@playwright/test';
import forge from 'node-forge';
import { createSigningKey, keyring, tlsKey } from '../../../idp/tenant/keys.ts';
import { memoryState } from '../../../idp/tenant/state.ts';

const shown = ({ subject, issuer, serialNumber, validFrom, validTo }: X509Certificate): string[] => [
  subject,
  issuer,
  serialNumber,
  validFrom,
  validTo,
];
const now = () => new Date('2026-11-22T10:00:00.500Z');

test('a signing certificate is like those of Entra', () => {
  const key = createSigningKey({ commonName: 'Microsoft Azure Federated SSO Certificate', now: now() });
  const certificate = new X509Certificate(key.certificate);
  expect(certificate.subject).toBe('CN=Microsoft Azure Federated SSO Certificate');
  expect(certificate.issuer).toBe(certificate.subject);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(key.privateKey)).toBe(true);
  expect(certificate.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
  expect(new Date(certificate.validFrom).toISOString()).toBe('2026-11-22T10:00:00.000Z');
  expect(new Date(certificate.validTo).toISOString()).toBe('2029-11-22T10:00:00.000Z');
  expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
  expect(forge.pki.certificateFromPem(key.certificate)).toMatchObject({
    version: 2,
    extensions: [],
    siginfo: { algorithmOid: forge.pki.oids['sha256WithRSAEncryption'] },
  });
  expect(key.certificateBase64).toBe(certificate.raw.toString('base64'));
});

test('serial number, length and validity can be given', () => {
  const key = createSigningKey({ commonName: 'x', now: now(), serial: '0abc', days: 1, bits: 1024 });
  const certificate = new X509Certificate(key.certificate);
  expect(certificate.serialNumber).toBe('0ABC');
  expect(new Date(certificate.validTo).toISOString()).toBe('2026-11-23T10:00:00.000Z');
  expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(1024);
});

test('every name has its own key, made once', () => {
  const ring = keyring(memoryState(), now);
  const names = [
    'idp',
    'idpNext',
    'stranger',
    'strangerSameSubject',
    'second',
    'sp',
    'encryptionUse',
    'removed',
  ] as const;
  const moduli = names.map((name) => createPublicKey(ring(name).privateKey).export({ format: 'jwk' }).n);
  expect(new Set(moduli).size).toBe(names.length);
  expect(ring('idp')).toBe(ring('idp'));
  expect(ring('rsa4096').privateKey.asymmetricKeyDetails?.modulusLength).toBe(4096);
});

test('the stranger of the same subject copies all but the key', () => {
  const ring = keyring(memoryState(), now);
  const [idp, double] = (['idp', 'strangerSameSubject'] as const).map(
    (name) => new X509Certificate(ring(name).certificate),
  );
  if (idp === undefined || double === undefined) throw new Error('two certificates expected');
  expect(shown(double)).toEqual(shown(idp));
  expect(double.fingerprint256).not.toBe(idp.fingerprint256);
  expect(double.verify(idp.publicKey)).toBe(false);
});

test('the certificate for https names its hosts and is kept', () => {
  const state = memoryState();
  const tls = tlsKey(state, now, ['idp.example']);
  const certificate = new X509Certificate(tls.certificate);
  for (const host of ['localhost', 'idp.example']) expect(certificate.checkHost(host)).toBe(host);
  for (const address of ['127.0.0.1', '::1']) expect(certificate.checkIP(address)).toBeTruthy();
  expect(tlsKey(state, now, ['idp.example'])).toEqual(tls);
});
