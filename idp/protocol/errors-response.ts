/** Which refusals go to the service provider as an error Response, and with which status. */

import type { Switches } from '../tenant/switches.ts';
import type { AadstsCode, AadstsError } from './errors.ts';
import type { StatusPlan } from './types.ts';

interface Mapped {
  code: 'Requester' | 'Responder';
  nested: string;
  evidence: 'documented' | 'inferred';
}

/** Reference: entra.md section 7. Only RequestUnsupported is documented; the other statuses are inferred. */
export const errorStatuses: Partial<Record<AadstsCode, Mapped>> = {
  '90011': { code: 'Requester', nested: 'RequestUnsupported', evidence: 'documented' },
  '75006': { code: 'Requester', nested: 'RequestUnsupported', evidence: 'documented' },
  '50058': { code: 'Responder', nested: 'NoPassive', evidence: 'inferred' },
  '50076': { code: 'Responder', nested: 'NoPassive', evidence: 'inferred' },
  '16000': { code: 'Responder', nested: 'NoPassive', evidence: 'inferred' },
  '75008': { code: 'Requester', nested: 'RequestDenied', evidence: 'inferred' },
  '75011': { code: 'Responder', nested: 'NoAuthnContext', evidence: 'inferred' },
  '75016': { code: 'Requester', nested: 'InvalidNameIDPolicy', evidence: 'inferred' },
  '900235': { code: 'Requester', nested: 'RequestUnsupported', evidence: 'inferred' },
  '900236': { code: 'Requester', nested: 'RequestUnsupported', evidence: 'inferred' },
  '50105': { code: 'Responder', nested: 'AuthnFailed', evidence: 'inferred' },
  '50074': { code: 'Responder', nested: 'AuthnFailed', evidence: 'inferred' },
  '50079': { code: 'Responder', nested: 'AuthnFailed', evidence: 'inferred' },
  '53003': { code: 'Responder', nested: 'AuthnFailed', evidence: 'inferred' },
  '501241': { code: 'Responder', nested: 'AuthnFailed', evidence: 'inferred' },
};

/** Refusals of passive requests only, which forbid a page (SAML Core section 3.4.1): always sent. */
export const passiveCodes: AadstsCode[] = ['50058', '50076', '16000'];

/** Instants on error messages: `yyyy-MM-dd HH:mm:ssZ`. */
const stamp = (now: Date): string => `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`;

function sentences({ code, message }: AadstsError): string {
  // The documented sample wraps the unsupported property into AADSTS75006.
  return code === '90011'
    ? `AADSTS75006: An error occurred while processing the SAML2 authentication request. AADSTS90011: ${message}`
    : `AADSTS${code}: ${message}`;
}

/**
 * The status of the error Response for a refusal, or undefined when it is told on a page.
 */
export function errorStatus(
  error: AadstsError,
  wanted: Switches['errorResponses'],
  traceId: string,
  now: Date,
): StatusPlan | undefined {
  const mapped = errorStatuses[error.code];
  if (mapped === undefined) return undefined;
  const sent =
    passiveCodes.includes(error.code) ||
    wanted === 'always' ||
    (wanted === 'documented' && mapped.evidence === 'documented');
  if (!sent) return undefined;
  const { code, nested } = mapped;
  return { code, nested, message: `${sentences(error)}\r\nTrace ID: ${traceId}\r\nTimestamp: ${stamp(now)}` };
}
