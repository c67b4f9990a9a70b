/** What a run has proven, apart from what it only suggests: a missing check is no break-in. */

import type { CaseResult, Impact } from './result.ts';

/** Impacts whose failures let somebody become somebody else. */
export const taking: Impact[] = ['impersonation', 'takeover'];

// Cases of these areas send messages that the identity provider did not sign as they stand.
const forgedAreas = ['signature', 'wrapping', 'parser'];

export interface Proof {
  /** The page showed a person whom the message had forged. */
  forgedPerson: CaseResult[];
  /** An honest message opened a session of somebody else than the person it names. */
  wrongPerson: CaseResult[];
  /** A message was let in that its signature does not protect: none, by another key, broken, or over something else. */
  forgedSignature: CaseResult[];
}

function isForgedSignature(one: CaseResult): boolean {
  return (
    one.expect === 'reject' &&
    one.outcome === 'signed-in' &&
    forgedAreas.includes(one.area) &&
    taking.includes(one.impact)
  );
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
