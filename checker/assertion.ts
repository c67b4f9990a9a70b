/** What one assertion says: subject, conditions, authentication, attributes. */

import { conditionsDefects } from './conditions.ts';
import { confirmationDefects } from './confirmation.ts';
import { defect, type Defect, type Known } from './context.ts';
import { found, instantOf, isFuture, isPast } from './instant.ts';
import { headerDefects } from './response.ts';
import { attribute, child, children, elementsOf, pathOf, textOf } from './xml.ts';

/** After ForceAuthn, an authentication this much older than the assertion cannot have followed the request; seconds. */
const freshness = 600;

function subjectDefects(assertion: Element, response: Element, context: Known): Defect[] {
  const subject = child(assertion, 'saml:Subject');
  if (subject === undefined) return [defect('subject-missing', undefined, pathOf(assertion))];
  const defects: Defect[] = [];
  const nameId = child(subject, 'saml:NameID');
  const identifier = nameId ?? child(subject, 'saml:EncryptedID') ?? child(subject, 'saml:BaseID');
  const hasAttributes = children(assertion, 'saml:AttributeStatement').length > 0;
  // SDP-SP13: an SP must not need a NameID where attributes identify the person.
  if (identifier === undefined && !hasAttributes) defects.push(defect('name-id-missing', undefined, pathOf(subject)));
  if (nameId !== undefined && textOf(nameId).trim() === '')
    defects.push(defect('name-id-empty', undefined, pathOf(nameId)));
  return [...defects, ...confirmationDefects(subject, response, context)];
}

function authnDefects(statement: Element, assertion: Element, context: Known): Defect[] {
  const where = pathOf(statement);
  const defects: Defect[] = [];
  const text = attribute(statement, 'AuthnInstant') ?? '';
  const instant = instantOf(text);
  if (instant === null) defects.push(defect('instant-unreadable', `AuthnInstant is «${text.slice(0, 80)}»`, where));
  else if (isFuture(instant, context)) defects.push(defect('authn-instant-future', found(text, context), where));
  else if (context.requestedForceAuthn === true) {
    const issued = instantOf(attribute(assertion, 'IssueInstant') ?? '');
    const tolerance = (freshness + (context.skewSeconds ?? 0)) * 1000;
    if (issued !== null && instant < issued - tolerance)
      defects.push(defect('authn-instant-old', found(text, context), where));
  }
  const end = attribute(statement, 'SessionNotOnOrAfter');
  const ends = end === undefined ? undefined : instantOf(end);
  if (ends === null)
    defects.push(defect('instant-unreadable', `SessionNotOnOrAfter is «${end?.slice(0, 80) ?? ''}»`, where));
  else if (ends !== undefined && isPast(ends, context))
    defects.push(defect('session-expired', found(end ?? '', context), where));
  const authnContext = child(statement, 'saml:AuthnContext');
  if (authnContext === undefined || elementsOf(authnContext).length === 0)
    defects.push(defect('authn-context-missing', undefined, where));
  return defects;
}

function attributeDefects(statement: Element): Defect[] {
  const attributes = children(statement, 'saml:Attribute');
  const where = pathOf(statement);
  if (elementsOf(statement).length === 0) return [defect('attribute-malformed', 'no Attribute', where)];
  return attributes
    .filter((element) => !attribute(element, 'Name'))
    .map(() => defect('attribute-malformed', 'no Name', where));
}

export function assertionDefects(assertion: Element, response: Element, context: Known): Defect[] {
  const id = attribute(assertion, 'ID');
  const replayed = id !== undefined && new Set(context.seenAssertionIds).has(id);
  return [
    ...headerDefects(assertion, context),
    ...(replayed ? [defect('assertion-replayed', `found ${id}`, pathOf(assertion))] : []),
    ...subjectDefects(assertion, response, context),
    ...conditionsDefects(assertion, context),
    ...children(assertion, 'saml:AuthnStatement').flatMap((statement) => authnDefects(statement, assertion, context)),
    ...children(assertion, 'saml:AttributeStatement').flatMap(attributeDefects),
  ];
}

/** What the assertions of one response must be together (Profiles §4.1.4.2: one principal, an AuthnStatement somewhere). */
export function togetherDefects(assertions: Element[], covers: (assertion: Element) => boolean): Defect[] {
  if (assertions.length === 0) return [];
  const names = assertions.filter(covers).flatMap((assertion) => {
    const subject = child(assertion, 'saml:Subject');
    const nameId = subject && child(subject, 'saml:NameID');
    return nameId ? textOf(nameId) : [];
  });
  const defects = new Set(names).size > 1 ? [defect('assertions-disagree', `found «${names.join('» and «')}»`)] : [];
  if (!assertions.some((assertion) => child(assertion, 'saml:AuthnStatement')))
    defects.push(defect('authn-statement-missing'));
  return defects;
}
