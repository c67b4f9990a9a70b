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
