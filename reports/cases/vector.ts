/** A failed case as a test vector: what an SP's own test needs to ask the same question without us. */

import type { CaseResult, Result } from '../result.ts';
import { expected, observed } from '../words.ts';

export interface TestVector {
  schemaVersion: 1;
  case: string;
  catalogueId: string;
  title: string;
  why: string;
  spec: { document: string; section: string; url: string }[];
  /** The instant at which the message is to be judged, from its IssueInstant; null when it has none. */
  now: string | null;
  serviceProvider: { entityId: string; acsUrl: string; clockSkewSeconds: number | null };
  identityProvider: {
    entityId: string;
    /** Base64 DER of the certificate in the honest messages: the one to trust, whatever the message brings along. */
    certificate: string | null;
  };
  /** The pending request; null for an unsolicited answer. */
  request: { id: string; xml: string } | null;
  post: {
    url: string;
    /** Value of the form field. */
    SAMLResponse: string;
    RelayState: string | null;
    /** False when what was posted is not known byte for byte, so that this value was made again from the XML. */
    exact: boolean;
    xml: string;
  };
  /** `signedIn` null: accepting and refusing are both right, as long as nobody but `identity` is signed in. */
  expected: { signedIn: boolean | null; identity: string | null; inWords: string };
  observed: { outcome: string | null; identity: string | null; inWords: string };
}

function last(one: CaseResult, kind: string): string | undefined {
  return one.evidence.findLast((piece) => piece.kind === kind)?.text;
}

function attribute(xml: string, name: string): string | null {
  return new RegExp(`\\b${name}\\s*=\\s*["']([^"'<>]{1,300})["']`).exec(xml.slice(0, 20_000))?.[1] ?? null;
}

// The honest twin carries the trusted certificate; a hostile message may carry another.
function certificateOf(result: Result): string | null {
  for (const control of result.controls) {
    for (const piece of control.evidence ?? []) {
      if (piece.kind !== 'response-xml') continue;
      const found = /<(?:[\w.-]+:)?X509Certificate>([^<]{1,20000})</.exec(piece.text ?? '')?.[1];
      if (found) return found.replace(/\s+/g, '');
    }
  }
  return null;
}

/** The recorded field: its value where it was kept, else its length; null where it was not posted, undefined where that is not known. */
function recordedField(one: CaseResult, name: string): string | number | null | undefined {
  const form = last(one, 'form');
  if (form === undefined) return null;
  try {
    const fields: unknown = JSON.parse(form);
    const found = Array.isArray(fields) ? fields.find((field) => Array.isArray(field) && field[0] === name) : null;
    const value: unknown = Array.isArray(found) ? found[1] : null;
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  } catch {
    return undefined;
  }
}

function postOf(one: CaseResult, result: Result, xml: string): TestVector['post'] {
  const encoded = Buffer.from(xml, 'utf8').toString('base64');
  const recorded = recordedField(one, 'SAMLResponse');
  const relayState = recordedField(one, 'RelayState');
  return {
    url: result.target.acsUrl,
    SAMLResponse: typeof recorded === 'string' ? recorded : encoded,
    RelayState: typeof relayState === 'string' ? relayState : (last(one, 'relay-state') ?? null),
    exact: recorded === null || typeof recorded === 'string' || recorded === encoded.length,
    xml,
  };
}

function expectedOf(one: CaseResult, result: Result): TestVector['expected'] {
  const control = result.controls.find(({ name }) => name === (one.control ?? 'subject'));
  const identity = control?.shown ?? null;
  const signedIn = one.expect === 'accept' ? true : one.expect === 'reject' ? false : null;
  return { signedIn, identity: signedIn === false ? null : identity, inWords: expected(one) };
}

/** The vector of a case; null when no message was recorded, or an inspection was not about a message. */
export function vectorOf(one: CaseResult, result: Result): TestVector | null {
  const xml = last(one, 'response-xml');
  if (xml === undefined || one.evidence.some((piece) => piece.kind === 'response-xml' && piece.truncated)) return null;
  const requestXml = last(one, 'request-xml');
  const requestId = requestXml === undefined ? null : attribute(requestXml, 'ID');
  return {
    schemaVersion: 1,
    case: one.id,
    catalogueId: one.catalogueId,
    title: one.title,
    why: one.why,
    spec: one.spec,
    now: attribute(xml, 'IssueInstant'),
    serviceProvider: {
      entityId: result.target.entityId,
      acsUrl: result.target.acsUrl,
      clockSkewSeconds: result.target.clockSkewSeconds ?? null,
    },
    identityProvider: { entityId: result.run.idp.entityId, certificate: certificateOf(result) },
    request: requestXml !== undefined && requestId !== null ? { id: requestId, xml: requestXml } : null,
    post: postOf(one, result, xml),
    expected: expectedOf(one, result),
    observed: { outcome: one.outcome, identity: one.identity, inWords: observed(one) },
  };
}
