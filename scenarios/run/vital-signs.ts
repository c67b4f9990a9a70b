/** Whether the SP still lives, and which outbound requests belong to which message. */

import type { Canary } from '../canary.ts';
import type { ExchangeFacts, Observation } from '../observation.ts';
import { judged } from './collect.ts';

/** An honest sign-in that did not finish, on its own account or right after an exchange that looked broken. */
export function answersNoHonestSignIn(isControl: boolean, observation: Observation): boolean {
  return isControl ? Boolean(judged(observation)?.failure) : observation.recovered === false;
}

/** Why a control did not sign in, in one clause. */
export function whyNotSignedIn(observation: Observation): string {
  const exchange = judged(observation);
  if (observation.harnessError !== null) return observation.harnessError.split('\n')[0] ?? '';
  if (exchange === undefined) return 'no exchange took place';
  const { failure, protectedPage: page } = exchange;
  if (failure !== null) return `step ${failure.step} at ${failure.url ?? 'no address'}: ${failure.message}`;
  const refusal = exchange.transcript?.refusals[0];
  if (refusal !== undefined) return `the IdP refused the request: AADSTS${refusal.code} ${refusal.message}`;
  return `the protected page did not show that anybody is signed in: status ${page?.status ?? 'none'} at ${page?.finalUrl ?? 'no address'}`;
}

/**
 * Outbound requests seen while the observation was made. With several workers two messages may be under way at once, so only
 * an observation whose own messages carry the canary's address gets them.
 */
export function canaryHitsOf(observation: Observation, canary: Canary): string[] {
  const carries = ({ transcript }: ExchangeFacts): boolean =>
    transcript?.answers.some((answer) => `${answer.xml} ${answer.plan.relayState ?? ''}`.includes(canary.url)) ?? false;
  return observation.exchanges.some(carries) ? canary.hitsSince(Date.parse(observation.startedAt)) : [];
}
