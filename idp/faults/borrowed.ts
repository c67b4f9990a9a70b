/** Forged assertions with the genuine Signature on or below them, while what it signed stands where nobody counts assertions. */

import type { Facts, Mutation } from '../protocol/types.ts';
import { insertAt, replaceSpan, setAttribute } from '../protocol/xml-text.ts';
import { first, outerOfFirst } from './elements.ts';
import { asVictim, behindIssuer, eachAssertion, forgedAssertion, signatureOf, withoutOwnSignature } from './victim.ts';
import { withExtensions, wrapAssertion } from './wrapping.ts';

const forgedOf = (facts: Facts): string => forgedAssertion(facts, facts.newId());

/** The forged assertion carries the genuine Signature, whose Reference finds the genuine assertion in the Advice of the forged one. */
export const signedInAdvice = (): Mutation =>
  wrapAssertion(({ bare, signature }, facts) => {
    const forged = forgedOf(facts);
    const advised = insertAt(forged, first(forged, 'Conditions').end, `<Advice>${bare}</Advice>`);
    return behindIssuer(advised, signature);
  });

/** The same with the genuine assertion in the Extensions of the Response. */
export const signedInExtensions = (): Mutation => ({
  afterSigning: (xml, facts) => {
    const forged = behindIssuer(forgedOf(facts), signatureOf(xml, 'Assertion'));
    const bare = withoutOwnSignature(outerOfFirst(xml, 'Assertion'));
    return withExtensions(replaceSpan(xml, first(xml, 'Assertion'), forged), bare);
  },
});

/**
 * The forged assertion carries a Signature of its own that is right in everything but its value, and before it, in an Advice, the
 * genuine assertion: the first Signature below the forged one is valid.
 */
export const signedBeforeOwn = (): Mutation =>
  wrapAssertion(({ signed, signature }, facts) => {
    const id = facts.newId();
    const own = setAttribute(signature, first(signature, 'Reference'), 'URI', `#${id}`);
    return behindIssuer(forgedAssertion(facts, id), `<Advice>${signed}</Advice>${own}`);
  });

/**
 * A second SignedInfo, which nobody signed, names the forged assertion with the right digest, and the genuine assertion that the first
 * one names stands in Extensions: all References hold, and there is one assertion to be counted (CVE-2019-3465).
 */
export const bothSignedInfosHold = (): Mutation => ({
  afterSigning: (xml, facts) => {
    const id = facts.newId();
    const twin = facts.issueHonest(eachAssertion(asVictim(facts.plan, facts), (one) => ({ ...one, id })));
    const signature = signatureOf(xml, 'Assertion');
    const held = insertAt(signature, first(signature, 'SignedInfo').end, outerOfFirst(twin, 'SignedInfo'));
    const bare = withoutOwnSignature(outerOfFirst(xml, 'Assertion'));
    const forged = behindIssuer(forgedAssertion(facts, id), held);
    return withExtensions(replaceSpan(xml, first(xml, 'Assertion'), forged), bare);
  },
});
