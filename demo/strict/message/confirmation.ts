/** Who may present an assertion: one bearer confirmation must hold as a whole (Core 2.4.1.1, Profiles 4.1.4.3). */

import type { Policy } from '../policy.ts';
import type { AssertionFacts, Confirmation } from './assertion.ts';
import { isAhead, isOver, type Clock } from './instants.ts';

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

function checkOne(confirmation: Confirmation, acsUrl: string, clock: Clock, policy: Policy): void {
  const { method, data } = confirmation;
  policy.demand('confirmation-method', method === bearer, `the confirmation method is ${method}`);
  policy.demand('confirmation-data', data !== undefined, 'the confirmation has no data');
  if (data === undefined) return;
  const { recipient, notBefore, notOnOrAfter } = data;
  if (recipient === undefined) policy.demand('recipient-required', false, 'the confirmation has no Recipient');
  else policy.demand('recipient', recipient === acsUrl, `the Recipient is ${recipient}`);
  if (notOnOrAfter === undefined)
    policy.demand('confirmation-expiry-required', false, 'the confirmation never expires');
  else policy.demand('confirmation-expired', !isOver(notOnOrAfter, clock, policy), `expired at ${notOnOrAfter}`);
  const ahead = notBefore !== undefined && isAhead(notBefore, clock, policy);
  policy.demand('confirmation-not-yet', !ahead, `confirmed only from ${notBefore ?? ''}`);
}

/**
 * The confirmation that holds; undefined when a forgetful check let an assertion without one pass.
 * @throws Refusal when none holds.
 */
export function confirm(
  assertion: AssertionFacts,
  acsUrl: string,
  clock: Clock,
  policy: Policy,
): Confirmation | undefined {
  const all = assertion.confirmations;
  if (assertion.hasSubject) policy.demand('confirmation-required', all.length > 0, 'the Subject has no confirmation');
  const looked = policy.isOverStrict('first-confirmation-only') ? all.slice(0, 1) : all;
  let failure: unknown;
  for (const confirmation of looked) {
    try {
      checkOne(confirmation, acsUrl, clock, policy);
      return confirmation;
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return undefined;
}
