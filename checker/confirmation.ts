/** Subject confirmation: some bearer confirmation must be wholly right (Profiles §4.1.4.2–3, Core §2.4.1.1). */

import { defect, type Defect, type Known } from './context.ts';
import { found, instantOf, isPast } from './instant.ts';
import { attribute, child, children, pathOf } from './xml.ts';

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

function correlationDefects(data: Element, response: Element, { requestId }: Known): Defect[] {
  const answered = attribute(data, 'InResponseTo');
  // One wrong or absent request ID, repeated here as it stands on the Response, is reported there.
  if (requestId === undefined || answered === attribute(response, 'InResponseTo')) return [];
  const where = pathOf(data);
  if (requestId === null)
    return answered === undefined ? [] : [defect('in-response-to-unsolicited', `found «${answered}»`, where)];
  if (answered === undefined) return [defect('confirmation-in-response-to-missing', `expected ${requestId}`, where)];
  if (answered === requestId) return [];
  return [defect('confirmation-in-response-to-mismatch', `expected ${requestId}, found «${answered}»`, where)];
}

function bearerDefects(confirmation: Element, response: Element, context: Known): Defect[] {
  const data = child(confirmation, 'saml:SubjectConfirmationData');
  if (data === undefined) return [defect('confirmation-data-missing', undefined, pathOf(confirmation))];
  const where = pathOf(data);
  const defects: Defect[] = [];
  if (attribute(data, 'NotBefore') !== undefined) defects.push(defect('confirmation-not-before', undefined, where));
  const until = attribute(data, 'NotOnOrAfter');
  const instant = instantOf(until ?? '');
  if (until === undefined) defects.push(defect('confirmation-expiry-missing', undefined, where));
  else if (instant === null) defects.push(defect('confirmation-unreadable', `found «${until.slice(0, 80)}»`, where));
  else if (isPast(instant, context)) defects.push(defect('confirmation-expired', found(until, context), where));
  const recipient = attribute(data, 'Recipient');
  if (recipient === undefined) defects.push(defect('recipient-missing', undefined, where));
  else if (context.sp !== undefined && recipient !== context.sp.acsUrl)
    defects.push(defect('recipient-mismatch', `expected ${context.sp.acsUrl}, found «${recipient}»`, where));
  return [...defects, ...correlationDefects(data, response, context)];
}

export function confirmationDefects(subject: Element, response: Element, context: Known): Defect[] {
  const confirmations = children(subject, 'saml:SubjectConfirmation');
  const where = pathOf(subject);
  if (confirmations.length === 0) return [defect('confirmation-missing', undefined, where)];
  const methods = confirmations.map((confirmation) => attribute(confirmation, 'Method') ?? '');
  const bearers = confirmations.filter((_, index) => methods[index] === bearer);
  if (bearers.length === 0) return [defect('confirmation-method', `found ${methods.join(', ') || 'none'}`, where)];
  const each = bearers.map((confirmation) => bearerDefects(confirmation, response, context));
  const first = each[0] ?? [];
  if (each.some((defects) => defects.length === 0)) return [];
  const shared = first.filter(({ code }) => each.every((defects) => defects.some((other) => other.code === code)));
  if (shared.length > 0) return shared;
  return [
    defect(
      'confirmation-none-right',
      each.map((defects) => defects.map(({ code }) => code).join(', ')).join(' / '),
      where,
    ),
  ];
}
