/** The query string of a message by the Redirect binding: DEFLATE encoding and its detached signature (Bindings 3.4.4.1). */

import { sign, verify, X509Certificate } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { signatureAlgorithmOf } from './algorithms.ts';
import type { LogoutPlan, ReceivedLogout } from './logout-types.ts';
import type { Keyring } from './types.ts';

const parameterOf = { LogoutRequest: 'SAMLRequest', LogoutResponse: 'SAMLResponse' } as const;

type Written = Pick<LogoutPlan, 'message' | 'relayState' | 'signature' | 'lowerCaseEscapes'>;

/** Escapes a value; lower case is what .NET writes, and the signature covers the octets as they were written. */
function escaped(value: string, lowerCase: boolean): string {
  const upper = encodeURIComponent(value);
  return lowerCase ? upper.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()) : upper;
}

/** The query string without a question mark, signed as the plan says. */
export function logoutQuery(plan: Written, xml: string, keyring: Keyring): string {
  const pair = (name: string, value: string): string => `${name}=${escaped(value, plan.lowerCaseEscapes)}`;
  const parts = [pair(parameterOf[plan.message], deflateRawSync(xml).toString('base64'))];
  if (plan.relayState !== undefined) parts.push(pair('RelayState', plan.relayState));
  if (plan.signature === undefined) return parts.join('&');
  const { key, signatureMethod } = plan.signature;
  const octets = [...parts, pair('SigAlg', signatureMethod)].join('&');
  const { hash } = signatureAlgorithmOf(signatureMethod);
  const value = sign(hash, Buffer.from(octets), keyring(key).privateKey).toString('base64');
  return `${octets}&${pair('Signature', value)}`;
}

/** The address with the query string appended, whatever query the address has of its own. */
export function withQuery(location: string, query: string): string {
  const [address = '', fragment] = location.split('#', 2);
  const url = `${address}${address.includes('?') ? '&' : '?'}${query}`;
  return fragment === undefined ? url : `${url}#${fragment}`;
}

/**
 * Checks the detached signature over the octets as they were received, never re-encoded.
 * @param certificates of the sender, PEM; one of them is enough
 */
export function checkedQuery(rawQuery: string, certificates: string[]): ReceivedLogout['signature'] {
  const parts = new Map(rawQuery.split('&').map((part) => [part.split('=', 1)[0] ?? '', part]));
  const signature = parts.get('Signature');
  if (signature === undefined) return 'absent';
  if (certificates.length === 0) return 'unchecked';
  const names = [parts.has('SAMLRequest') ? 'SAMLRequest' : 'SAMLResponse', 'RelayState', 'SigAlg'];
  const octets = names.flatMap((name) => parts.get(name) ?? []).join('&');
  const { SigAlg = '', Signature = '' } = Object.fromEntries(new URLSearchParams(rawQuery));
  const { scheme, hash } = signatureAlgorithmOf(SigAlg);
  if (scheme !== 'rsa') return 'invalid';
  const fits = certificates.some((certificate) => {
    // ECDSA signatures are the two numbers one after the other (XML Signature 1.1, 6.4.3).
    const key = { key: new X509Certificate(certificate).publicKey, dsaEncoding: 'ieee-p1363' } as const;
    return verify(hash, Buffer.from(octets), key, Buffer.from(Signature, 'base64'));
  });
  return fits ? 'valid' : 'invalid';
}
