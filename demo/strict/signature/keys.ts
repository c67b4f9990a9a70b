/** Whom a signature may come from: the configured certificates, and nothing that the message itself brings. */

import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { child, descendants, names, textOf } from '../message/xml.ts';
import type { Policy } from '../policy.ts';

export interface TrustedKeys {
  certificates: X509Certificate[];
  keys: KeyObject[];
  /** What key confusion would use as an HMAC secret: every form in which the public certificate is at hand. */
  secrets: Buffer[];
  /** Keys that are trusted for other purposes; a service provider that forgot the check takes them here as well. */
  lent?: { check: 'own-key' | 'key-of-issuer'; keys: KeyObject[] }[];
  /** The clock by which certificates expire; default the wall clock. */
  now: () => Date;
}

/**
 * @param certificates base64 of DER, with or without PEM armour.
 * @param now the clock by which they expire, for those who look
 */
export function trustedKeys(certificates: readonly string[], now: () => Date = () => new Date()): TrustedKeys {
  const parsed = certificates.map((text) => new X509Certificate(Buffer.from(stripArmour(text), 'base64')));
  return {
    certificates: parsed,
    keys: parsed.map((certificate) => certificate.publicKey),
    now,
    secrets: parsed.flatMap((certificate, index) => secretsOf(certificate, stripArmour(certificates[index] ?? ''))),
  };
}

function stripArmour(text: string): string {
  return text.replace(/-----[^-]+-----|\s/g, '');
}

function secretsOf(certificate: X509Certificate, base64: string): Buffer[] {
  const pem = certificate.toString();
  const lines = `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----`;
  const oneLine = `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`;
  const spki = certificate.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const texts = [pem, lines, oneLine, spki].flatMap((text) => [text.trimEnd(), `${text.trimEnd()}\n`]);
  return [
    ...texts.map((text) => Buffer.from(text)),
    Buffer.from(base64),
    certificate.raw,
    certificate.publicKey.export({ type: 'spki', format: 'der' }),
    certificate.publicKey.export({ type: 'pkcs1', format: 'der' }),
  ];
}

/** Certificates that an element, a Signature or a whole message, brings along; unreadable ones are left out. */
export function embeddedCertificates(signature: Element): X509Certificate[] {
  return descendants(signature, names.signature, 'X509Certificate').flatMap((element) => {
    try {
      return [new X509Certificate(Buffer.from(textOf(element), 'base64'))];
    } catch {
      return [];
    }
  });
}

function embeddedKeyValues(signature: Element): KeyObject[] {
  return descendants(signature, names.signature, 'RSAKeyValue').flatMap((element) => {
    const part = (name: string): string => {
      const found = child(element, names.signature, name);
      return found === undefined ? '' : Buffer.from(textOf(found), 'base64').toString('base64url');
    };
    try {
      return [createPublicKey({ key: { kty: 'RSA', n: part('Modulus'), e: part('Exponent') }, format: 'jwk' })];
    } catch {
      return [];
    }
  });
}

function looksLike(left: X509Certificate, right: X509Certificate): boolean {
  return left.subject === right.subject && left.issuer === right.issuer && left.serialNumber === right.serialNumber;
}

/** Over-strict rules about the certificate of the key that verified. @throws Refusal */
export function checkCertificate(key: KeyObject, trusted: TrustedKeys, policy: Policy): void {
  const index = trusted.keys.indexOf(key);
  const certificate = trusted.certificates[index];
  if (certificate === undefined) return;
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  policy.insist('rsa-2048-only', modulusLength <= 2048, `the key has ${modulusLength} bits`);
  policy.insist('first-certificate-only', index === 0, 'signed by another key than the first');
  const now = trusted.now();
  policy.insist('expired-certificate-refused', new Date(certificate.validTo) > now, 'the certificate has expired');
}

/** The keys that may verify this signature. KeyInfo is a hint and never a reason to trust (Core 5.4.5). */
export function keysFor(signature: Element, trusted: TrustedKeys, policy: Policy): KeyObject[] {
  const keys = [...trusted.keys];
  if (policy.forgets('embedded-key')) {
    keys.push(...embeddedCertificates(signature).map(({ publicKey }) => publicKey), ...embeddedKeyValues(signature));
  }
  if (policy.forgets('certificate-beside')) {
    const enclosed = embeddedCertificates(signature);
    const known = enclosed.some(({ raw }) => trusted.certificates.some((certificate) => certificate.raw.equals(raw)));
    if (known) keys.push(...enclosed.map(({ publicKey }) => publicKey), ...embeddedKeyValues(signature));
  }
  if (policy.forgets('certificate-subject-pinning')) {
    const alike = embeddedCertificates(signature).filter((own) =>
      trusted.certificates.some((certificate) => looksLike(own, certificate)),
    );
    keys.push(...alike.map(({ publicKey }) => publicKey));
  }
  return keys.filter((key) => key.asymmetricKeyType === 'rsa');
}
