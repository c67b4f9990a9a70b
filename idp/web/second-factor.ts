/** The second factor: who must still give it, the page that asks for it, and what comes of that. No code is ever sent: a press of a button stands for it. */

import { demandsSecondFactor, isBlocked } from '../tenant/conditional-access.ts';
import type { Application, SignInMethod, Tenant, User } from '../tenant/model.ts';
import { AadstsError } from '../protocol/errors.ts';
import { freshMethod } from '../protocol/rules-context.ts';
import type { AuthnRequest } from '../protocol/types.ts';
import type { Idp } from './idp.ts';
import type { Reply } from './pages.ts';
import type { Session } from './sessions.ts';

/** A certificate counts as two factors (observed: Entra calls such a session «X509, MultiFactor»). */
const isStrong = (method: SignInMethod): boolean => method === 'MultiFactor' || method === 'X509';

/** Whether this session does not do for the application. A person whom a policy blocks is told that instead. */
export function lacksSecondFactor(
  tenant: Tenant,
  application: Application | undefined,
  user: User,
  { method }: Pick<Session, 'method'>,
): boolean {
  if (isStrong(method) || !demandsSecondFactor(tenant, application, user)) return false;
  return application === undefined || !isBlocked(tenant, application, user);
}

const mustRegister = ({ mfaRegistered }: User): boolean => mfaRegistered === false;

function declined(user: User): AadstsError {
  const name = user.userPrincipalName;
  return mustRegister(user)
    ? new AadstsError('50079', `A second factor is demanded, and '${name}' has not registered one.`)
    : new AadstsError('50074', `A second factor is demanded, and '${name}' did not give it.`);
}

/** Asks for approval; who has no second factor yet registers one there (AADSTS50079 in Entra's log, else AADSTS50076). */
export function secondFactorPage(form: Record<string, string>, user: User): Reply {
  const register = mustRegister(user);
  const title = register ? 'More information required' : 'Approve sign in request';
  const code = register ? '50079' : '50076';
  const data = { ...form, user: user.userPrincipalName, title, register, code };
  return { kind: 'page', status: 200, view: 'second-factor', title, data };
}

/** The session is one of two factors from now on. @throws AadstsError 50074, 50079 for a person who declined */
export function takeSecondFactor(idp: Idp, user: User, session: Session, given: 'approved' | 'declined'): void {
  if (given === 'declined') throw declined(user);
  if (mustRegister(user)) {
    user.mfaRegistered = true;
    idp.save();
  }
  session.method = 'MultiFactor';
}

/** How an exchange without a person signs somebody in: with both factors where they are demanded. @throws AadstsError 50079 */
export function methodWithoutPerson(
  tenant: Tenant,
  application: Application,
  user: User,
  request: AuthnRequest | undefined,
): SignInMethod {
  const method = freshMethod(request, user.signInMethod);
  if (!lacksSecondFactor(tenant, application, user, { method })) return method;
  if (mustRegister(user)) throw declined(user);
  return 'MultiFactor';
}
