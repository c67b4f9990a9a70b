/** What the checker is told about the relying party and the trusted identity provider, and what it hands back. */

import { defectCodes, type DefectCode } from './defects.ts';

/** One root cause of a message being wrong. */
export interface Defect {
  code: DefectCode;
  /** What was expected and what was found. */
  message: string;
  /** The element in question, as a path such as `/samlp:Response/saml:Assertion[2]`. */
  where?: string;
}

/** What a service provider knows when it reads a response. */
export interface CheckContext {
  now: Date;
  /** Tolerated clock difference, seconds. */
  skewSeconds: number;
  /** Certificates of the trusted identity provider, PEM or base64 DER. */
  trustedCertificates: string[];
  idpEntityId: string;
  sp: { entityId: string; acsUrl: string };
  /** ID of the request that the response must answer; null for an unsolicited response. */
  requestId: string | null;
  /** Whether the request asked for a fresh authentication. */
  requestedForceAuthn?: boolean;
  /** Names of attributes that must be present and not empty. */
  requiredClaims?: string[];
  /** Names of attributes that may have one value only. */
  singleValuedClaims?: string[];
  /** PEM private key of the service provider, for EncryptedAssertion. */
  decryptionKey?: string;
  /** IDs of requests that were answered before. */
  seenRequestIds?: Iterable<string>;
  /** IDs of assertions that were presented before. */
  seenAssertionIds?: Iterable<string>;
  /** Domains that the identity provider may assert e-mail addresses of. */
  entitledDomains?: string[];
}

/** A check whose fact is unknown is not made; `checkMessage` knows all of them, `explain` often few. */
export type Known = Partial<CheckContext>;

/** Builds a defect; without words of its own it uses those of the vocabulary. */
export function defect(code: DefectCode, message?: string, where?: string): Defect {
  const text = message === undefined ? defectCodes[code] : `${defectCodes[code]}: ${message}`;
  return where === undefined ? { code, message: text } : { code, message: text, where };
}

/** One defect a code, in order of first appearance: a fault repeated is still one root cause. */
export function distinct(defects: Defect[]): Defect[] {
  const byCode = new Map<DefectCode, Defect>();
  for (const found of defects) if (!byCode.has(found.code)) byCode.set(found.code, found);
  return [...byCode.values()];
}
