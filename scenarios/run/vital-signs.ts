/** Whether the SP still lives, and why it does not. */

import type { Observation } from '../observation.ts';
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
