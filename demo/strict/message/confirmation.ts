/** Who may present an assertion: one bearer confirmation must hold as a whole (Core 2.4.1.1, Profiles 4.1.4.3). */

import type { Policy } from '../policy.ts';
import type { AssertionFacts, Confirmation } from './assertion.ts';
import { isAhead, isOver, type Clock } from './instants.ts';

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** Where this service provider can be found. */
export interface Place {
  acsUrl: string;
  entityId: string;
}

function isRecipient(recipient: string, { acsUrl, entityId }: Place, policy: Policy): boolean {
  if (recipient === acsUrl) return true;
  if (recipient === '') return policy.forgets('recipient-empty');
  if (recipient === entityId) return policy.forgets('recipient-entity-id');
  if (acsUrl.startsWith(recipient) && policy.forgets('recipient-beginning')) return true;
  const longer = acsUrl.includes('?') ? `${acsUrl}&` : `${acsUrl}?`;
  return recipient.startsWith(longer) && policy.forgets('recipient-query');
}

/** What a service provider believes that looks for each value in the whole Subject instead of in one confirmation. */
function gathered(all: Confirmation[], policy: Policy): Confirmation[] {
  const bearers = all.filter(({ method }) => method === bearer);
  const [first, last] = [bearers[0], bearers.at(-1)];
  if (first?.data === undefined || last?.data === undefined || first === last) return all;
  if (!policy.forgets('confirmation-whole')) return all;
  return [{ ...last, data: { ...last.data, recipient: first.data.recipient } }, ...all];
}

function isBearer(method: string, policy: Policy): boolean {
  if (method === bearer) return true;
  if (method === '') return policy.forgets('confirmation-method-empty');
  return method.endsWith(':bearer') && policy.forgets('confirmation-method-exact');
}

function checkOne(confirmation: Confirmation, place: Place, clock: Clock, policy: Policy): void {
  const { method, data } = confirmation;
  policy.demand('confirmation-method', isBearer(method, policy), `the confirmation method is ${method}`);
  policy.demand('confirmation-data', data !== undefined, 'the confirmation has no data');
  if (data === undefined) return;
  const { recipient, notBefore, notOnOrAfter } = data;
  if (recipient === undefined) policy.demand('recipient-required', false, 'the confirmation has no Recipient');
  else policy.demand('recipient', isRecipient(recipient, place, policy), `the Recipient is ${recipient}`);
  if (notOnOrAfter === undefined)
    policy.demand('confirmation-expiry-required', false, 'the confirmation never expires');
  else policy.demand('confirmation-expired', !isOver(notOnOrAfter, clock, policy), `expired at ${notOnOrAfter}`);
  const ahead = notBefore !== undefined && isAhead(notBefore, clock, policy);
  policy.demand('confirmation-not-yet', !ahead, `confirmed only from ${notBefore ?? ''}`);
}

function insistOn({ method, data }: Confirmation, place: Place, policy: Policy): void {
  const ours = method !== bearer || data?.recipient === place.acsUrl;
  policy.insist('every-confirmation', ours, 'one of the confirmations is not for us');
}

/**
 * The confirmation that holds; undefined when a forgetful check let an assertion without one pass.
 * @throws Refusal when none holds.
 */
export function confirm(
  assertion: AssertionFacts,
  place: Place,
  clock: Clock,
  policy: Policy,
): Confirmation | undefined {
  const all = gathered(assertion.confirmations, policy);
  if (assertion.hasSubject) policy.demand('confirmation-required', all.length > 0, 'the Subject has no confirmation');
  const looked = policy.isOverStrict('first-confirmation-only') ? all.slice(0, 1) : all;
  if (policy.isOverStrict('every-confirmation')) for (const each of all) insistOn(each, place, policy);
  let failure: unknown;
  for (const confirmation of looked) {
    try {
      checkOne(confirmation, place, clock, policy);
      return confirmation;
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return undefined;
}
