/** Our sample's decryption: every cause gives the same answer, and each switch makes exactly the difference that it names. */

import { expect, test } from '@playwright/test';
import { createPolicy, Refusal } from '../../../demo/strict/policy.ts';
import { openAssertions } from '../../../demo/strict/message/encryption.ts';
import { reopen } from '../../../demo/strict/message/document.ts';
import { contentEncryption, digestMethods, keyTransport } from '../../../idp/protocol/algorithms.ts';
import { issue } from '../../../idp/protocol/issue.ts';
import type { EncryptionPlan } from '../../../idp/protocol/types.ts';
import type { CheckName, StrictnessName } from '../../../demo/index.ts';
import { facts, keyring, planFor } from '../protocol/fixture.ts';

const recipient = keyring('sp');
const stranger = keyring('stranger');

async function message(change: Partial<EncryptionPlan> = {}): Promise<string> {
  const honest = planFor({ signing: 'assertion', encryptionCertificate: recipient.certificate });
  const encryption = { ...honest.encryption, certificate: recipient.certificate, ...change } as EncryptionPlan;
  const { xml } = await issue({ honest: { ...honest, encryption }, facts: facts(), keyring });
  return xml;
}

interface Switches {
  forget?: CheckName[];
  overStrict?: StrictnessName[];
  keys?: (typeof recipient.privateKey)[];
}

/** `opened`, `without` for a forgetful SP that goes on, or what refused. */
function outcome(xml: string, { forget = [], overStrict = [], keys = [recipient.privateKey] }: Switches = {}): string {
  try {
    const { assertions, unreadable } = openAssertions(reopen(xml), keys, createPolicy(forget, overStrict));
    return unreadable ? 'without' : assertions.map(({ localName }) => localName).join();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.check}: ${error.message}`;
  }
}

const { aes256Gcm, aes256Cbc } = contentEncryption;
const flip = (bytes: Buffer, at: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
  return changed;
};

test('every algorithm and both places of the key are read', async () => {
  for (const contentAlgorithm of Object.values(contentEncryption)) {
    for (const keyPlacement of ['inside', 'beside'] as const) {
      expect(outcome(await message({ contentAlgorithm, keyPlacement })), contentAlgorithm).toBe('Assertion');
    }
  }
  const oaep11 = { keyAlgorithm: keyTransport.rsaOaep, digestMethod: digestMethods.sha256 } as const;
  for (const maskDigest of ['sha1', 'sha256'] as const) {
    expect(outcome(await message({ ...oaep11, maskDigest })), maskDigest).toBe('Assertion');
  }
});

test('whatever is wrong, the answer is the same', async () => {
  const wrong: [string, Partial<EncryptionPlan>][] = [
    ['empty', { ciphertext: () => Buffer.alloc(0) }],
    ['one block', { ciphertext: (bytes) => bytes.subarray(0, 16) }],
    ['no whole block', { contentAlgorithm: aes256Cbc, ciphertext: (bytes) => bytes.subarray(0, 37) }],
    ['padding of zero', { contentAlgorithm: aes256Cbc, padding: (length) => Buffer.alloc(length) }],
    ['padding of 17', { contentAlgorithm: aes256Cbc, padding: (length) => Buffer.alloc(length, 17) }],
    ['first block', { contentAlgorithm: aes256Cbc, ciphertext: (bytes) => flip(bytes, 20) }],
    ['tag', { contentAlgorithm: aes256Gcm, ciphertext: (bytes) => flip(bytes, bytes.length - 1) }],
    ['text under GCM', { contentAlgorithm: aes256Gcm, ciphertext: (bytes) => flip(bytes, 40) }],
    ['somebody else’s', { certificate: stranger.certificate }],
    ['key transport', { keyAlgorithm: keyTransport.rsa15 }],
  ];
  for (const [name, change] of wrong) {
    const xml = await message(change);
    expect(outcome(xml), name).toBe('decryption: the assertion cannot be decrypted');
    expect(outcome(xml, { forget: ['decryption'] }), name).toBe('without');
  }
});

const oddPadding = (length: number): Buffer => Buffer.concat([Buffer.alloc(length - 1, 0xa5), Buffer.from([length])]);

test('any bytes may pad, as long as the last one counts them', async () => {
  expect(outcome(await message({ contentAlgorithm: aes256Cbc, padding: oddPadding }))).toBe('Assertion');
});

test('each key is tried, and a forgetful SP tries the tag or the padding no more', async () => {
  const xml = await message();
  expect(outcome(xml, { keys: [stranger.privateKey, recipient.privateKey] })).toBe('Assertion');
  expect(
    outcome(xml, { keys: [stranger.privateKey, recipient.privateKey], overStrict: ['first-decryption-key-only'] }),
  ).toMatch(/^first-decryption-key-only/);
  const tag = await message({ contentAlgorithm: aes256Gcm, ciphertext: (bytes) => flip(bytes, bytes.length - 1) });
  expect(outcome(tag, { forget: ['gcm-tag'] })).toBe('Assertion');
  const padded = await message({ contentAlgorithm: aes256Cbc, padding: (length) => Buffer.alloc(length) });
  expect(outcome(padded, { forget: ['cbc-padding'] })).toBe('Assertion');
});
