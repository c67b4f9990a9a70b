/** Algorithms by their identifiers (RFC 9231): what is accepted, what is weak, what is no public-key signature. */

import { createHmac, verify, type KeyObject } from 'node:crypto';
import type { Policy } from '../policy.ts';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const base = 'http://www.w3.org/2000/09/xmldsig#';

const strong: Record<string, string> = {
  [`${more}rsa-sha256`]: 'sha256',
  [`${more}rsa-sha384`]: 'sha384',
  [`${more}rsa-sha512`]: 'sha512',
};
const weak: Record<string, string> = { [`${base}rsa-sha1`]: 'sha1', [`${more}rsa-md5`]: 'md5' };
const hmac: Record<string, string> = {
  [`${base}hmac-sha1`]: 'sha1',
  [`${more}hmac-sha256`]: 'sha256',
  [`${more}hmac-sha384`]: 'sha384',
  [`${more}hmac-sha512`]: 'sha512',
};
const digests: Record<string, string> = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  [`${more}sha384`]: 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
};

export type Verifier = (octets: Buffer, value: Buffer, keys: KeyObject[], secrets: Buffer[]) => boolean;

function rsa(hash: string): Verifier {
  return (octets, value, keys) => keys.some((key) => verify(hash, octets, key, value));
}

function keyed(hash: string): Verifier {
  return (octets, value, _keys, secrets) =>
    secrets.some((secret) => createHmac(hash, secret).update(octets).digest().equals(value));
}

/** For whom SHA-1 is not weak but all there is. */
const knowsSha1Only = (policy: Policy): boolean => policy.isOverStrict('rsa-sha1-only');

/**
 * @param hmacLength what HMACOutputLength asks for, as it is written
 * @throws Refusal when the algorithm is weak or not a public-key signature.
 */
export function signatureVerifier(uri: string, policy: Policy, hmacLength?: string): Verifier {
  const hash = strong[uri];
  if (hash !== undefined) {
    policy.insist('rsa-sha1-only', false, 'another hash than SHA-1');
    policy.insist('rsa-sha256-only', hash === 'sha256', 'another hash than SHA-256');
    return rsa(hash);
  }
  const old = weak[uri];
  if (old !== undefined) {
    policy.demand('weak-algorithm', knowsSha1Only(policy), `the signature algorithm ${uri} is too weak`);
    return rsa(old);
  }
  if (hmacLength === '0' && policy.forgets('hmac-length')) return (_octets, value) => value.length === 0;
  policy.demand('signature-algorithm', false, `the signature algorithm ${uri} is not allowed`);
  const shared = hmac[uri];
  return shared === undefined ? rsa('sha256') : keyed(shared);
}

/** Name of the hash for node:crypto. @throws Refusal when the algorithm is weak or unknown. */
export function digestHash(uri: string, policy: Policy): string {
  const hash = digests[uri];
  if (hash !== undefined) return hash;
  if (uri === `${base}sha1`) {
    policy.demand('weak-algorithm', knowsSha1Only(policy), 'the digest algorithm SHA-1 is too weak');
    return 'sha1';
  }
  policy.demand('digest-algorithm', false, `the digest algorithm ${uri} is not known`);
  return 'sha256';
}
