/** For whom and how long an assertion is valid (Core 2.5). */

import type { Policy } from '../policy.ts';
import type { AssertionFacts, ConditionsFacts } from './assertion.ts';
import { isAhead, isOver, type Clock } from './instants.ts';

function namesUs(audiences: string[], entityId: string, policy: Policy): boolean {
  const looked = policy.isOverStrict('single-audience') ? audiences.slice(0, 1) : audiences;
  const same = policy.forgets('audience-exact')
    ? (audience: string): boolean => audience.startsWith(entityId)
    : (audience: string): boolean => audience === entityId;
  return looked.some(same);
}

function checkAudience({ audiences }: ConditionsFacts, entityId: string, policy: Policy): void {
  policy.demand('audience-required', audiences.length > 0, 'the Conditions restrict no audience');
  policy.insist('single-restriction', audiences.length <= 1, 'several audience restrictions');
  const met = audiences.filter((restriction) => namesUs(restriction, entityId, policy));
  const found = audiences.map((restriction) => restriction.join(', ')).join(' and ');
  policy.demand('audience', audiences.length === 0 || met.length > 0, `the audience is ${found}`);
  if (met.length > 0) {
    const every = met.length === audiences.length || policy.forgets('audience');
    policy.demand('audience-every-restriction', every, `one of the audiences is not us: ${found}`);
  }
}

/** @throws Refusal when the assertion is not, or not now, for this service provider. */
export function checkConditions(assertion: AssertionFacts, entityId: string, clock: Clock, policy: Policy): void {
  const { conditions } = assertion;
  policy.demand('conditions-required', conditions !== undefined, 'the assertion has no Conditions');
  if (conditions === undefined) return;
  const { notBefore, notOnOrAfter } = conditions;
  policy.demand(
    'conditions-not-yet',
    notBefore === undefined || !isAhead(notBefore, clock, policy),
    `valid only from ${notBefore ?? ''}`,
  );
  policy.demand(
    'conditions-expired',
    notOnOrAfter === undefined || !isOver(notOnOrAfter, clock, policy),
    `expired at ${notOnOrAfter ?? ''}`,
  );
  policy.demand('condition-known', conditions.unknown.length === 0, `unknown: ${conditions.unknown.join(', ')}`);
  policy.insist('no-one-time-use', !conditions.oneTimeUse, 'the Conditions hold OneTimeUse');
  checkAudience(conditions, entityId, policy);
}
