/** Legal ways to write the very same message. */

import type { Mutation, Style } from '../protocol/types.ts';
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
