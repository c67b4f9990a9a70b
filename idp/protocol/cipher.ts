/** XML Encryption on `node:crypto`: content under AES, its key under RSA. Written by hand because a case may need any byte of it to differ. */

import {
  constants,
  createCipheriv,
  createHash,
  createPublicKey,
  publicEncrypt,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { contentEncryption, hashOf, keyTransport } from './algorithms.ts';
import type { EncryptionPlan } from './types.ts';

type Random = (bytes: number) => Buffer;

const ciphers: Record<string, { name: 'aes-128-cbc' | 'aes-256-cbc' | 'aes-128-gcm' | 'aes-256-gcm'; key: number }> = {
  [contentEncryption.aes128Cbc]: { name: 'aes-128-cbc', key: 16 },
  [contentEncryption.aes256Cbc]: { name: 'aes-256-cbc', key: 32 },
  [contentEncryption.aes128Gcm]: { name: 'aes-128-gcm', key: 16 },
  [contentEncryption.aes256Gcm]: { name: 'aes-256-gcm', key: 32 },
};
const block = 16;

/** Both CipherValues, base64. */
export interface Sealed {
  content: string;
  key: string;
}

/** Encrypts text to the plan's certificate. @throws Error when the certificate or an algorithm cannot be used */
export function seal(text: string, plan: EncryptionPlan, random: Random): Sealed {
  const cipher = ciphers[plan.contentAlgorithm];
  if (cipher === undefined)
    throw new Error(`Cannot encrypt with «${plan.contentAlgorithm}»; there is AES CBC and GCM.`);
  const contentKey = random(cipher.key);
  const content = encrypted(Buffer.from(text, 'utf8'), cipher.name, contentKey, plan, random);
  return {
    content: (plan.ciphertext?.(content, text) ?? content).toString('base64'),
    key: transported(contentKey, plan, random).toString('base64'),
  };
}

function encrypted(
  text: Buffer,
  name: (typeof ciphers)[string]['name'],
  key: Buffer,
  plan: EncryptionPlan,
  random: Random,
): Buffer {
  if (name === 'aes-128-gcm' || name === 'aes-256-gcm') {
    const iv = random(12);
    const cipher = createCipheriv(name, key, iv);
    return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  }
  const iv = random(block);
  const length = block - (text.length % block);
  // XML Encryption 1.1 section 5.2, «Padding»: any bytes, and the last one counts them.
  const padding = plan.padding?.(length) ?? Buffer.alloc(length, length);
  const cipher = createCipheriv(name, key, iv).setAutoPadding(false);
  return Buffer.concat([iv, cipher.update(Buffer.concat([text, padding])), cipher.final()]);
}

function transported(contentKey: Buffer, plan: EncryptionPlan, random: Random): Buffer {
  const recipient: KeyObject = createPublicKey(
    new X509Certificate(plan.certificate).publicKey.export({ type: 'spki', format: 'pem' }),
  );
  const size = Math.ceil((recipient.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  const digest = plan.digestMethod === undefined ? 'sha1' : hashOf(plan.digestMethod);
  const message =
    plan.keyAlgorithm === keyTransport.rsa15
      ? pkcs1(contentKey, size, random)
      : oaep(contentKey, size, digest, plan.maskDigest ?? 'sha1', random);
  return publicEncrypt({ key: recipient, padding: constants.RSA_NO_PADDING }, message);
}

/** EME-PKCS1-v1_5 (RFC 8017 section 7.2.1); by hand because node:crypto draws the padding itself. */
function pkcs1(message: Buffer, size: number, random: Random): Buffer {
  const padding = random(size - message.length - 3).map((byte) => byte || 1);
  return Buffer.concat([Buffer.from([0, 2]), padding, Buffer.from([0]), message]);
}

/**
 * EME-OAEP with an empty label (RFC 8017 section 7.1.1). Node ties the mask's hash to the digest; XML Encryption keeps
 * SHA-1 in the mask whatever the digest is (section 5.5.2).
 */
function oaep(message: Buffer, size: number, digest: string, mask: string, random: Random): Buffer {
  const label = createHash(digest).digest();
  const space = size - message.length - 2 * label.length - 2;
  if (space < 0) throw new Error(`An RSA key of ${size * 8} bits is too short for OAEP with ${digest}.`);
  const data = Buffer.concat([label, Buffer.alloc(space), Buffer.from([1]), message]);
  const seed = random(label.length);
  const maskedData = xor(data, mgf1(seed, data.length, mask));
  return Buffer.concat([Buffer.from([0]), xor(seed, mgf1(maskedData, seed.length, mask)), maskedData]);
}

function mgf1(seed: Buffer, length: number, hash: string): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0, made = 0; made < length; counter += 1) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const digest = createHash(hash).update(seed).update(count).digest();
    blocks.push(digest);
    made += digest.length;
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}
