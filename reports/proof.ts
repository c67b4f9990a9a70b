/** What a run has proven, apart from what it only suggests: a missing check is no break-in. */

import type { CaseResult, Impact } from './result.ts';

/** Impacts whose failures let somebody become somebody else. */
export const taking: Impact[] = ['impersonation', 'takeover'];

// Whoever forgot one of these believes a message that is unsigned, signed by another key, or was changed after signing.
const forging = new Set([
  'signature-required',
  'signature-value',
  'digest',
  'digest-text',
  'digest-own',
  'signed-info-namespace',
  'signed-info-own',
  'signature-own',
  'text-as-received',
  'embedded-key',
  'certificate-subject-pinning',
  'certificate-beside',
  'own-key',
  'key-of-issuer',
  'decrypted-is-signed',
  'canonicalization-failure',
  'signed-info-single',
  'single-root',
  'signed-content',
]);
// Another signature of the same message still protects what is read, or a signed refusal was taken for a success without
// reading anything that was added, so an acceptance proves nothing of the kind unless the page names the victim.
const sheltering = new Set(['every-signature', 'signature-count', 'status']);
// Their checks also name forms in which the content stays signed, so these stand here by their own names.
const forgingRows = new Set([
  'signature/alg-hmac-key-confusion',
  'signature/ref-zero',
  'signature/ref-object',
  'signature/ref-other-element',
  'signature/ref-wrong-uri',
  'wrapping/borrowed-signature',
]);

export interface Proof {
  /** The page showed a person whom the message had forged. */
  forgedPerson: CaseResult[];
  /** An honest message opened a session of somebody else than the person it names. */
  wrongPerson: CaseResult[];
  /** A message was let in that the identity provider had not signed as it stood. */
  forgedSignature: CaseResult[];
}

function isForgedSignature(one: CaseResult): boolean {
  if (one.expect !== 'reject' || one.outcome !== 'signed-in') return false;
  const checks = (one.forgets ?? []).map((check) => check.split('.')[0] ?? check);
  if (checks.some((check) => sheltering.has(check))) return false;
  return forgingRows.has(one.id.split('@')[0] ?? one.id) || checks.some((check) => forging.has(check));
}

/** What the failed cases prove; a case stands in at most one list. Cases that are new to a frozen catalogue prove nothing here. */
export function provenBy(cases: CaseResult[]): Proof {
  const failed = cases.filter((one) => one.verdict === 'fail' && one.new !== true);
  const other = failed.filter((one) => one.outcome === 'signed-in-as-other');
  return {
    forgedPerson: other.filter((one) => one.expect !== 'accept'),
    wrongPerson: other.filter((one) => one.expect === 'accept'),
    forgedSignature: failed.filter(isForgedSignature),
  };
}
