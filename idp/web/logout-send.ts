/** Sends a logout message: what each endpoint of single logout needs to make one. */

import type { Application, User } from '../tenant/model.ts';
import { issueLogout, type IssuedLogout } from '../protocol/logout.ts';
import type { LogoutInput } from '../protocol/logout-plan.ts';
import type { LogoutFacts, LogoutMutation, LogoutPlan } from '../protocol/logout-types.ts';
import { factsOf, subjectOf } from './answer.ts';
import type { Idp } from './idp.ts';
import { keyringOf } from './signing-keys.ts';

/** What a message to this application is planned from. */
export function logoutInput(idp: Idp, application: Application): LogoutInput {
  const { tenant, newId } = idp;
  return { tenant, application, location: application.logoutUrl ?? '', now: idp.now(), newId };
}

function logoutFacts(idp: Idp, application: Application, user: User | undefined): LogoutFacts {
  const now = idp.now();
  const session = { authnInstant: now, method: 'Password' as const };
  const signIn = { application, user: user ?? subjectOf(idp, application), session };
  return factsOf(idp, signIn, application.replyUrls[0] ?? '', now);
}

/** Issues a message to an application; `user` is who signed in, as far as a deviation wants to know. */
export function sendLogout(
  idp: Idp,
  application: Application,
  plan: LogoutPlan,
  { user, mutation, canaryUrl }: { user?: User | undefined; mutation?: LogoutMutation; canaryUrl?: string } = {},
): IssuedLogout {
  const facts = logoutFacts(idp, application, user);
  const known = canaryUrl === undefined ? facts : { ...facts, canaryUrl };
  return issueLogout(plan, known, keyringOf(idp, application), mutation);
}
