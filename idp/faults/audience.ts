/** Audience restrictions: who an assertion was made for, Core 2.5.1.4. */

import type { Facts, Mutation } from '../protocol/types.ts';
import { conditions } from './time.ts';

/** One list per AudienceRestriction. */
export function audiences(lists: (entityId: string) => string[][]): Mutation {
  return conditions((own, facts: Facts) => ({ ...own, audienceRestrictions: lists(facts.sp.entityId) }));
}

/** Takes the whole Conditions element away. */
export function withoutConditions(): Mutation {
  return conditions(() => undefined);
}

/** The entity id of a service provider that is not the one under test. */
export const otherServiceProvider = 'https://another-sp.samlproof.example/metadata';

/** A condition of a type that nobody defined: whether the assertion is valid cannot be said (Core 2.5.1.1). */
export function unknownCondition(): Mutation {
  const extra =
    '<saml:Condition xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:x="urn:samlproof:condition"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x:OnlyOnMondays"></saml:Condition>';
  return conditions((own) => ({ ...own, extra }));
}

/** The assertion is good for one use. */
export function oneTimeUse(): Mutation {
  return conditions((own) => ({ ...own, oneTimeUse: true }));
}

/** No Audience, no instant: an element without anything in it. */
export function emptyConditions(): Mutation {
  return conditions(() => ({ audienceRestrictions: [] }));
}

/** Nobody may issue assertions of their own on the strength of this one (Core 2.5.1.6). */
export function proxyRestriction(): Mutation {
  return conditions((own) => ({ ...own, proxyCount: 0 }));
}
