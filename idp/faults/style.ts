/** Legal ways to write the very same message. */

import type { Mutation, Style } from '../protocol/types.ts';
import { findFirst, innerOf, replaceInner } from '../protocol/xml-text.ts';
import { claim } from './claims.ts';
import { eachAssertion } from './victim.ts';

export function style(change: Partial<Style>): Mutation {
  return { plan: (plan) => ({ ...plan, style: { ...plan.style, ...change } }) };
}

/** Content of Advice or Extensions that has nothing to do with signing in. */
const unrelated = '<x:Note xmlns:x="urn:samlproof:note">nothing to see</x:Note>';

/** Every assertion carries an Advice. */
export function advice(): Mutation {
  return { plan: (plan) => eachAssertion(plan, (assertion) => ({ ...assertion, advice: unrelated })) };
}

/** The Response carries Extensions. */
export function extensions(): Mutation {
  return { plan: (plan) => ({ ...plan, extensions: unrelated }) };
}

/** A value that needs references, and characters of every value written as one. */
export function characterReferences(): Mutation {
  return {
    plan: (plan) => ({
      ...eachAssertion(plan, (assertion) => ({
        ...assertion,
        attributes: [...(assertion.attributes ?? []), { name: claim.nickname, values: ['Research & Development'] }],
      })),
      style: { ...plan.style, characterReferences: true },
    }),
  };
}

/** The document says what it is: version and encoding. */
export function withDeclaration(): Mutation {
  return { afterSigning: (xml) => `<?xml version="1.0" encoding="UTF-8"?>${xml}` };
}

/**
 * Value and certificate of the outermost signature in lines of 76 characters. No signature covers them: an inner one is
 * covered by the one around it.
 */
export function wrappedSignature(lineEnd: string): Mutation {
  const inLines = (text: string): string => text.replace(/(.{76})(?=.)/g, `$1${lineEnd}`);
  return {
    afterSigning: (xml) =>
      ['X509Certificate', 'SignatureValue'].reduce((text, name) => {
        const span = findFirst(text, name);
        return span === undefined ? text : replaceInner(text, span, inLines(innerOf(text, span)));
      }, xml),
  };
}
