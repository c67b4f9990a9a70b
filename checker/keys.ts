/** Public keys: those that are trusted, and those that a Signature brings along. */

import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';

import { child, selfAndDescendants, is, textOf } from './xml.ts';

/** Public key of a certificate, PEM or base64 DER, or undefined when it cannot be read. Dates are not looked at (IIP-MD12). */
export function keyOfCertificate(certificate: string): KeyObject | undefined {
  try {
    const armoured = certificate.includes('-----BEGIN');
    return new X509Certificate(armoured ? certificate : Buffer.from(certificate, 'base64')).publicKey;
  } catch {
    return undefined;
  }
}

function keyOfKeyValue(keyValue: Element): KeyObject | undefined {
  const rsa = child(keyValue, 'ds:RSAKeyValue');
  const part = (name: string): string => {
    const element = rsa && child(rsa, name);
    return Buffer.from(element ? textOf(element) : '', 'base64').toString('base64url');
  };
  try {
    return createPublicKey({ key: { kty: 'RSA', n: part('ds:Modulus'), e: part('ds:Exponent') }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** Every key that a KeyInfo carries by value, in order; unreadable ones are left out. */
export function embeddedKeys(keyInfo: Element | undefined): KeyObject[] {
  if (keyInfo === undefined) return [];
  return [...selfAndDescendants(keyInfo)].flatMap((element) => {
    if (is(element, 'ds:X509Certificate')) return keyOfCertificate(textOf(element)) ?? [];
    if (is(element, 'ds:KeyValue')) return keyOfKeyValue(element) ?? [];
    return [];
  });
}
