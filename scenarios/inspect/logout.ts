/** Inspections of single logout: the SP's own messages, and whether its session is really over. */

import type { LogoutMessage, LogoutRecord } from '../../idp/protocol/logout-types.ts';
import type { NameId, Transcript } from '../../idp/protocol/types.ts';
import type { InspectionFinding } from '../case.ts';
import type { Evidence, ExchangeFacts } from '../observation.ts';

type Received = Extract<LogoutRecord, { direction: 'received' }>;

/** The exchange that looked at the page after the sign-out; null unless the person was signed in before and it got that far. */
function afterLogout({ own }: Evidence): ExchangeFacts | null {
  const before = own.find(({ role }) => role === 'preparation')?.protectedPage;
  const after = own.findLast(({ role }) => role === 'judged');
  return before?.signedIn && after && after.failure === null ? after : null;
}

function received(transcript: Transcript | null, message: LogoutMessage): Received | undefined {
  return transcript?.logouts?.findLast(
    (one): one is Received => one.direction === 'received' && one.message === message,
  );
}

const quoted = (value: string | undefined): string => value ?? 'none';

function different(message: string, expected: string | undefined, actual: string | undefined): InspectionFinding[] {
  return expected === actual ? [] : [{ message, expected: quoted(expected), actual: quoted(actual) }];
}

const unspecified = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

/** Where no Format is given, unspecified is in effect (Core 2.2.2). */
function formatInEffect(nameId: NameId | undefined): NameId | undefined {
  return nameId && { ...nameId, format: nameId.format ?? unspecified };
}

function nameIdFindings(told: NameId | undefined, named: NameId | undefined): InspectionFinding[] {
  const look = (part: keyof NameId, words: string): InspectionFinding[] =>
    different(`the NameID of the LogoutRequest ${words}`, told?.[part], named?.[part]);
  return [
    ...look('value', 'is not the one that was received'),
    ...look('format', 'has another Format'),
    ...look('nameQualifier', 'has another NameQualifier'),
    ...look('spNameQualifier', 'has another SPNameQualifier'),
  ];
}

/** The LogoutRequest is valid, says where it goes and whom it is from, and names person and session as they were named. */
export function logoutRequestShape(evidence: Evidence): InspectionFinding[] | null {
  const after = afterLogout(evidence);
  if (after === null) return null;
  const request = received(after.transcript, 'LogoutRequest');
  if (request === undefined) return [{ message: 'the sign-out (signOut.url) sent no LogoutRequest' }];
  const [assertion] = after.transcript?.answers.at(-1)?.plan.assertions ?? [];
  const sessionIndex = assertion?.authnStatements[0]?.sessionIndex;
  const named = sessionIndex === undefined || request.sessionIndexes.includes(sessionIndex);
  const addressed = request.destination === undefined && request.signature === 'absent';
  return [
    ...request.findings.filter(({ code }) => code === 'schema').map(({ message }) => ({ message })),
    ...(addressed ? [] : different('the Destination is not the logout endpoint', evidence.ssoUrl, request.destination)),
    ...different('the Issuer is not the SP’s entity id', evidence.target.entityId, request.issuer),
    ...nameIdFindings(formatInEffect(assertion?.subject?.nameId), formatInEffect(request.nameId)),
    ...(named
      ? []
      : different('the LogoutRequest does not name the session', sessionIndex, request.sessionIndexes.join(', '))),
  ];
}

/**
 * The SP's LogoutRequest is signed: beside the parameters, or inside the XML, which is not verified here. Null when it sent none,
 * which `logoutRequestShape` tells.
 */
export function logoutRequestSigned(evidence: Evidence): InspectionFinding[] | null {
  const request = received(afterLogout(evidence)?.transcript ?? null, 'LogoutRequest');
  if (request === undefined) return null;
  const { signature, xml } = request;
  if (signature === 'valid' || signature === 'unchecked') return [];
  if (signature === 'absent' && /<(?:[\w-]+:)?Signature[\s>]/.test(xml)) return [];
  const actual = signature === 'absent' ? 'none' : 'one that does not fit';
  return different('the LogoutRequest is not signed by a key of its metadata', 'a valid signature', actual);
}

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** The IdP's LogoutRequest is answered: to this request, with success, signed. */
export function logoutResponseShape(evidence: Evidence): InspectionFinding[] | null {
  const after = afterLogout(evidence);
  const sent = after?.transcript?.logouts?.find(({ direction }) => direction === 'sent');
  if (!after || sent?.direction !== 'sent') return null;
  const response = received(after.transcript, 'LogoutResponse');
  if (response === undefined) return [{ message: 'the LogoutRequest was not answered by a LogoutResponse' }];
  const signature = { absent: 'none', invalid: 'one that does not fit', valid: '', unchecked: '' }[response.signature];
  return [
    ...response.findings.filter(({ code }) => code === 'schema').map(({ message }) => ({ message })),
    ...different('the LogoutResponse answers another request', sent.plan.id, response.inResponseTo),
    ...different('the LogoutResponse reports no success', success, response.status),
    ...(signature === ''
      ? []
      : different('the LogoutResponse is not signed by a key of its metadata', 'a valid signature', signature)),
  ];
}

/** Nobody is signed in after the sign-out, however the page was opened. */
export function sessionEnded(evidence: Evidence): InspectionFinding[] | null {
  const page = afterLogout(evidence)?.protectedPage;
  if (!page) return null;
  if (!page.signedIn || page.signedOut) return [];
  const actual = page.identity ?? 'an open page';
  return [{ message: 'the protected page still opens after the sign-out', expected: 'nobody signed in', actual }];
}
