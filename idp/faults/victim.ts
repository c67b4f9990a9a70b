/** Puts another person into a message: the victim of a forgery, or an identity that only looks like theirs. */

import type { AssertionPlan, Facts, Person, ResponsePlan } from '../protocol/types.ts';
import { findFirst, insertAt, outerOf, removeSpan, replaceInner, replaceSpan, rootOf } from '../protocol/xml-text.ts';
import { child, first, outerOfFirst } from './elements.ts';

/** Changes every assertion of a plan. */
export function eachAssertion(plan: ResponsePlan, change: (assertion: AssertionPlan) => AssertionPlan): ResponsePlan {
  return { ...plan, assertions: plan.assertions.map(change) };
}

/** The assertion as it would speak of this person. */
export function speakingOf(assertion: AssertionPlan, person: Person): AssertionPlan {
  const subject = { confirmations: [], ...assertion.subject, nameId: person.nameId };
  return { ...assertion, subject, attributes: person.attributes };
}

/** The whole response as it would speak of the victim; ids, instants and signing stay. */
export function asVictim(plan: ResponsePlan, facts: Facts): ResponsePlan {
  return eachAssertion(plan, (assertion) => speakingOf(assertion, facts.victim));
}

/** The message that an attacker would like to have: same ids and instants, victim's identity, validly signed. */
export function victimTwin(facts: Facts): string {
  return facts.issueHonest(asVictim(facts.plan, facts));
}

/** The same without any signature. */
export function unsignedVictimTwin(facts: Facts): string {
  return facts.issueHonest({ ...asVictim(facts.plan, facts), signing: {} });
}

/** An unsigned assertion that names the victim, as text, with the id that is given. */
export function forgedAssertion(facts: Facts, id: string | undefined): string {
  const plan = eachAssertion(asVictim(facts.plan, facts), (assertion) => ({ ...assertion, id }));
  return outerOfFirst(facts.issueHonest({ ...plan, signing: {} }), 'Assertion');
}

type IdentityPart = 'NameID' | 'AttributeStatement';

/** Puts the victim's parts into the first assertion of a finished message; signatures stay as they are. */
export function withVictimContent(
  xml: string,
  facts: Facts,
  parts: IdentityPart[] = ['NameID', 'AttributeStatement'],
): string {
  const twin = unsignedVictimTwin(facts);
  return parts.reduce((text, name) => {
    const target = findFirst(text, name);
    const donor = findFirst(twin, name);
    return target && donor ? replaceSpan(text, target, outerOf(twin, donor)) : text;
  }, xml);
}

/** Replaces what stands in the first NameID; `content` is XML. */
export function withNameIdContent(xml: string, content: string): string {
  return replaceInner(xml, first(xml, 'NameID'), content);
}

/** Replaces the subject's identifier wherever it stands, in the NameID and in attributes with the same value. */
export function renamed(plan: ResponsePlan, from: string, to: string): ResponsePlan {
  return eachAssertion(plan, (assertion) => ({
    ...assertion,
    subject: assertion.subject && {
      ...assertion.subject,
      nameId: assertion.subject.nameId && { ...assertion.subject.nameId, value: to },
    },
    attributes: assertion.attributes?.map((attribute) => ({
      ...attribute,
      values: attribute.values.map((value) => (value === from ? to : value)),
    })),
  }));
}

/** The Signature that stands directly in the first element with this name, as text; empty when there is none. */
export function signatureOf(xml: string, name: 'Response' | 'Assertion'): string {
  const signature = child(xml, first(xml, name), 'Signature');
  return signature ? outerOf(xml, signature) : '';
}

/** Puts text straight behind the Issuer of an element, where a Signature belongs. */
export function behindIssuer(element: string, text: string): string {
  const root = rootOf(element);
  const issuer = root && child(element, root, 'Issuer');
  if (!issuer) throw new Error(`Expected an Issuer to put a Signature behind, found none in ${element.slice(0, 100)}`);
  return insertAt(element, issuer.end, text);
}

/** An element's text without its own Signature child; deeper ones stay. */
export function withoutOwnSignature(element: string): string {
  const root = rootOf(element);
  const signature = root && child(element, root, 'Signature');
  return signature ? removeSpan(element, signature) : element;
}
