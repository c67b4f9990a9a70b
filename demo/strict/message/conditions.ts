/** For whom and how long an assertion is valid (Core 2.5). */

import type { Policy } from '../policy.ts';
import type { AssertionFacts, ConditionsFacts } from './assertion.ts';
import { isAhead, isOver, type Clock } from './instants.ts';

function namesUs(audiences: string[], entityId: string, policy: Policy): boolean {
  const looked = policy.isOverStrict('single-audience') ? audiences.slice(0, 1) : audiences;
  return looked.some((audience) => isAudience(audience, entityId, policy));
}

function isAudience(audience: string, entityId: string, policy: Policy): boolean {
  if (audience === entityId) return true;
  if (audience.startsWith(entityId) && policy.forgets('audience-exact')) return true;
  if (audience !== '' && entityId.startsWith(audience) && policy.forgets('audience-beginning')) return true;
  const pattern = entityId.replace(/[\\^$*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`^${pattern}$`).test(audience) && policy.forgets('audience-pattern');
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

function isEmpty({ notBefore, notOnOrAfter, audiences, oneTimeUse, unknown }: ConditionsFacts): boolean {
  return (
    notBefore === undefined && notOnOrAfter === undefined && audiences.length + unknown.length === 0 && !oneTimeUse
  );
}

/** @throws Refusal when the assertion is not, or not now, for this service provider. */
export function checkConditions(assertion: AssertionFacts, entityId: string, clock: Clock, policy: Policy): void {
  const { conditions } = assertion;
  policy.demand('conditions-required', conditions !== undefined, 'the assertion has no Conditions');
  if (conditions === undefined) return;
  const { notBefore, notOnOrAfter } = conditions;
  if (isEmpty(conditions) && policy.forgets('conditions-empty')) return;
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
  policy.insist('not-before-required', notBefore !== undefined, 'the Conditions have no NotBefore');
  policy.insist('no-proxy-restriction', !conditions.proxyRestriction, 'the Conditions hold ProxyRestriction');
  policy.insist('no-one-time-use', !conditions.oneTimeUse, 'the Conditions hold OneTimeUse');
  checkAudience(conditions, entityId, policy);
}
