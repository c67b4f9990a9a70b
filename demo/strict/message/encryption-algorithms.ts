/** The algorithms of XML Encryption that this service provider reads: AES in CBC and GCM, RSA with OAEP. */

import {
  constants,
  createDecipheriv,
  createHash,
  privateDecrypt,
  timingSafeEqual,
  type CipherGCMTypes,
  type KeyObject,
} from 'node:crypto';
import type { Policy } from '../policy.ts';
import { attribute, isElement, nodesOf, textOf } from './xml.ts';

const xenc = 'http://www.w3.org/2001/04/xmlenc#';
const xenc11 = 'http://www.w3.org/2009/xmlenc11#';

const cbc: Record<string, string> = {
  [`${xenc}aes128-cbc`]: 'aes-128-cbc',
  [`${xenc}aes192-cbc`]: 'aes-192-cbc',
  [`${xenc}aes256-cbc`]: 'aes-256-cbc',
};
const gcm: Record<string, CipherGCMTypes> = {
  [`${xenc11}aes128-gcm`]: 'aes-128-gcm',
  [`${xenc11}aes192-gcm`]: 'aes-192-gcm',
  [`${xenc11}aes256-gcm`]: 'aes-256-gcm',
};
const block = 16;

export function isCbc(algorithm: string): boolean {
  return Object.hasOwn(cbc, algorithm);
}

/** @throws Error when the octets are too few, of an unknown algorithm, or were tampered with */
export function decryptContent(algorithm: string, key: Buffer, octets: Buffer, policy: Policy): Buffer {
  const mode = gcm[algorithm];
  if (mode !== undefined) return decryptGcm(mode, key, octets, policy);
  const name = cbc[algorithm];
  if (name === undefined) throw new Error(`the content is under ${algorithm}`);
  if (octets.length < 2 * block) throw new Error('the content is empty');
  // Any bytes may pad (XML Encryption 1.1, 5.2, «Padding»), which the padding of node:crypto would refuse.
  const decipher = createDecipheriv(name, key, octets.subarray(0, block)).setAutoPadding(false);
  return Buffer.concat([decipher.update(octets.subarray(block)), decipher.final()]);
}

function decryptGcm(mode: CipherGCMTypes, key: Buffer, octets: Buffer, policy: Policy): Buffer {
  if (octets.length <= 12 + 16) throw new Error('the content is empty');
  const decipher = createDecipheriv(mode, key, octets.subarray(0, 12), { authTagLength: 16 });
  const text = decipher.update(octets.subarray(12, -16));
  decipher.setAuthTag(octets.subarray(-16));
  try {
    decipher.final();
  } catch (error) {
    if (!policy.forgets('gcm-tag')) throw error;
  }
  return text;
}

/** The text in front of the padding. @throws Error when the last byte counts no padding */
export function cutPadding(octets: Buffer, policy: Policy): string {
  const count = octets.at(-1) ?? 0;
  const right = count >= 1 && count <= block;
  if (!right && !policy.forgets('cbc-padding')) throw new Error('the padding is wrong');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  // Without a count the end of the markup is the end of the text.
  return decoder.decode(octets.subarray(0, right ? octets.length - count : octets.lastIndexOf('>') + 1));
}

/** The content key by the first own key that it was wrapped for. @throws Error when none fits */
export function unwrapKey(
  method: Element | undefined,
  wrapped: Buffer,
  keys: readonly KeyObject[],
  policy: Policy,
): { key: Buffer; index: number } {
  const algorithm = (method && attribute(method, 'Algorithm')) ?? '';
  if (algorithm === `${xenc}rsa-1_5` && policy.forgets('rsa15-key-transport')) return unwrapRsa15(wrapped, keys);
  const isMgf1p = algorithm === `${xenc}rsa-oaep-mgf1p`;
  if (method === undefined || !(isMgf1p || algorithm === `${xenc11}rsa-oaep`)) {
    throw new Error(`the key is wrapped by ${algorithm}`);
  }
  policy.insist('oaep-mgf1p-only', isMgf1p, 'the key is wrapped by the OAEP of XML Encryption 1.1');
  const digest = hashOf(method, 'DigestMethod');
  const mask = isMgf1p ? 'sha1' : hashOf(method, 'MGF');
  for (const [index, key] of keys.entries()) {
    const message = unpadded(key, wrapped, digest, mask);
    if (message !== undefined) return { key: message, index };
  }
  throw new Error('the key is wrapped for somebody else');
}

/** EME-PKCS1-v1_5 (RFC 8017, 7.2.2), by hand because node:crypto no longer does it everywhere. @throws Error when no key fits */
function unwrapRsa15(wrapped: Buffer, keys: readonly KeyObject[]): { key: Buffer; index: number } {
  for (const [index, key] of keys.entries()) {
    const message = rawRsa(key, wrapped);
    const zero = message?.indexOf(0, 2) ?? -1;
    if (message?.[0] === 0 && message[1] === 2 && zero >= 10) return { key: message.subarray(zero + 1), index };
  }
  throw new Error('the key is wrapped for somebody else');
}

/** XML Encryption 1.1, 5.5.2: SHA-1 where nothing is said. */
function hashOf(method: Element, name: 'DigestMethod' | 'MGF'): string {
  const element = nodesOf(method)
    .filter(isElement)
    .find(({ localName }) => localName === name);
  const uri = (element && attribute(element, 'Algorithm')) ?? '#sha1';
  const hash = /(sha(?:1|256|384|512))$/.exec(uri)?.[1];
  if (hash === undefined || (element && textOf(element).trim() !== '')) throw new Error(`the digest is ${uri}`);
  return hash;
}

/** EME-OAEP with an empty label (RFC 8017, 7.1.2), by hand because node:crypto ties the mask's hash to the digest. */
function unpadded(key: KeyObject, wrapped: Buffer, digest: string, mask: string): Buffer | undefined {
  const size = Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  if (wrapped.length !== size) return undefined;
  const label = createHash(digest).digest();
  const message = rawRsa(key, wrapped);
  if (message === undefined) return undefined;
  const seed = unmasked(message.subarray(1, 1 + label.length), message.subarray(1 + label.length), mask);
  const data = unmasked(message.subarray(1 + label.length), seed, mask);
  const one = data.indexOf(1, label.length);
  const zeros = one >= 0 && data.subarray(label.length, one).every((byte) => byte === 0);
  const right = message[0] === 0 && zeros && timingSafeEqual(data.subarray(0, label.length), label);
  return right ? data.subarray(one + 1) : undefined;
}

/** Undefined for a number that is too large for this key: it was wrapped for another one. */
function rawRsa(key: KeyObject, wrapped: Buffer): Buffer | undefined {
  try {
    return privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, wrapped);
  } catch {
    return undefined;
  }
}

function unmasked(octets: Buffer, seed: Buffer, hash: string): Buffer {
  const mask: Buffer[] = [];
  for (let counter = 0, length = 0; length < octets.length; counter += 1) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const part = createHash(hash).update(seed).update(count).digest();
    mask.push(part);
    length += part.length;
  }
  const all = Buffer.concat(mask);
  return Buffer.from(octets.map((byte, index) => byte ^ (all[index] ?? 0)));
}
