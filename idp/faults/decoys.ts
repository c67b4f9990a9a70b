/** Genuine signatures that everybody can have, as proof of what they do not sign; and forgeries that only some readers see. */

import { insertAt, replaceSpan } from '../protocol/xml-text.ts';
import type { Facts, Mutation } from '../protocol/types.ts';
import { first, outerOfFirst } from './elements.ts';
import { asVictim, behindIssuer, forgedAssertion, withoutOwnSignature } from './victim.ts';
import { beforeAssertion, inObject, inside, withExtensions } from './wrapping.ts';

/** The identity provider's published, signed metadata in Extensions or Advice, and an unsigned assertion that names the victim. */
export function metadataAsProof(place: 'extensions' | 'advice' = 'extensions'): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const metadata = withoutDeclaration(facts.idp.metadata());
      const forged = replaceSpan(xml, first(xml, 'Assertion'), forgedAssertion(facts, facts.newId()));
      if (place === 'extensions') return withExtensions(forged, metadata);
      return insertAt(forged, first(forged, 'Conditions').end, `<Advice>${metadata}</Advice>`);
    },
  };
}

function withoutDeclaration(xml: string): string {
  return xml.replace(/^\uFEFF?<\?xml[^>]*\?>\s*/, '');
}

/**
 * The Signature of the identity provider's published metadata on an unsigned message that names the victim; what it signed
 * stands in its Object.
 */
export function signatureOfMetadata(on: 'Response' | 'Assertion'): Mutation {
  return {
    afterSigning: (_xml, facts) => {
      const metadata = withoutDeclaration(facts.idp.metadata());
      const held = inside(outerOfFirst(metadata, 'Signature'), inObject(withoutOwnSignature(metadata)));
      const forged = unsignedSuccess(facts);
      return replaceSpan(forged, first(forged, on), behindIssuer(outerOfFirst(forged, on), held));
    },
  };
}

/** What the identity provider signs for whoever fails to sign in. */
function signedError(facts: Facts): string {
  const code = 'urn:oasis:names:tc:SAML:2.0:status:';
  const status = { code: `${code}Responder`, nested: `${code}AuthnFailed` };
  const genuine = facts.issueHonest({ ...facts.plan, id: facts.newId(), status, assertions: [] });
  return withoutDeclaration(genuine);
}

function unsignedSuccess(facts: Facts): string {
  return withoutDeclaration(facts.issueHonest({ ...asVictim(facts.plan, facts), signing: {} }));
}

/** A signed error response in the Extensions of an unsigned success that names the victim. */
export function signedErrorAsProof(): Mutation {
  return { afterSigning: (_xml, facts) => withExtensions(unsignedSuccess(facts), signedError(facts)) };
}

/** A signed error response, and in it a second Signature of the same SignatureValue, whose Object holds a forged assertion. */
export function forgedInSignatureTwin(): Mutation {
  return {
    afterSigning: (_xml, facts) => {
      const refusal = signedError(facts);
      const object = `<Object>${forgedAssertion(facts, facts.newId())}</Object>`;
      const twin = `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${outerOfFirst(refusal, 'SignatureValue')}${object}</Signature>`;
      return insertAt(refusal, first(refusal, 'Signature').end, twin);
    },
  };
}

/** A text of two responses: a signed error, and behind it an unsigned success that names the victim. */
export function twoRoots(): Mutation {
  return { afterSigning: (_xml, facts) => signedError(facts) + unsignedSuccess(facts) };
}

/** Before the signed assertion stands one that names the victim, by the same written names in another namespace. */
export function foreignAssertionFirst(): Mutation {
  const namespace = 'urn:oasis:names:tc:SAML:2.0:assertion';
  return beforeAssertion((facts) =>
    forgedAssertion(facts, facts.newId()).replaceAll(`"${namespace}"`, '"urn:samlproof:foreign"'),
  );
}
