/** Keys of the service provider under these tests, and what it was told of the identity provider's, case by case. */

import type { KeyObject } from 'node:crypto';
import { decrypt } from 'xml-encryption';
import type { Keyring, KeyName } from '../../../idp/protocol/types.ts';
import { findAll, innerOf, replaceSpan } from '../../../idp/protocol/xml-text.ts';
import { keyring as stateKeyring } from '../../../idp/tenant/keys.ts';
import { memoryState } from '../../../idp/tenant/state.ts';
import type { Case } from '../../../scenarios/case.ts';
import { rollOverStep } from '../../../scenarios/drive/roll-over-steps.ts';
import { now } from '../protocol/fixture.ts';

const ring = stateKeyring(memoryState(), () => now);
const decryption = [ring('sp'), ring('idpNext')];

export const encryptionCertificates = decryption.map(({ certificate }) => certificate);
export const decryptionKeys: KeyObject[] = decryption.map(({ privateKey }) => privateKey);

const pemOf = (key: KeyObject | undefined): string => key?.export({ type: 'pkcs8', format: 'pem' }).toString() ?? '';

/** The key that a case's assertion is encrypted to, PEM. */
export function decryptionKeyOf(one: Pick<Case, 'needs'>): string {
  return pemOf(decryptionKeys[one.needs?.includes('second-encryption-key') === true ? 1 : 0]);
}

/** The keys that a service provider trusts when the case's message arrives, the one that signs an honest answer last. */
export function trustedKeysOf(one: Case): KeyName[] {
  if (one.procedure?.kind !== 'rollOver') return ['idp'];
  const { key, removes, forEncryption } = rollOverStep(one.procedure.step);
  return removes === true || forEncryption === true ? ['idp'] : ['idp', key as KeyName];
}

export function certificatesOf(one: Case, keyring: Keyring): string[] {
  return trustedKeysOf(one).map((name) => keyring(name).certificate);
}

/** Every assertion in clear, opened by a library that is not ours. */
export async function decrypted(xml: string, key: string): Promise<{ message: string; assertions: string[] }> {
  let message = xml;
  const assertions: string[] = [];
  for (const span of findAll(xml, 'EncryptedAssertion').toReversed()) {
    const options = { key, disallowDecryptionWithInsecureAlgorithm: false, warnInsecureAlgorithm: false };
    const plain = await new Promise<string>((resolve, reject) => {
      decrypt(innerOf(xml, span), options, (error, text) => (error === null ? resolve(text) : reject(error)));
    });
    assertions.unshift(plain);
    message = replaceSpan(message, span, plain);
  }
  return { message, assertions };
}
