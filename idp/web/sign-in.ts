/** The interactive sign-in: pick an account, enter a password, stay signed in. Every page works without script. */

import { demandsSecondFactor } from '../tenant/conditional-access.ts';
import { findUser } from '../tenant/directory.ts';
import type { Application, Tenant, User } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { AadstsError } from '../protocol/errors.ts';
import { enforce } from '../protocol/rules.ts';
import { enforceContext, freshMethod } from '../protocol/rules-context.ts';
import { credentialRules, federatedDomainOf, missingRealm } from '../protocol/rules-user.ts';
import type { AuthnRequest } from '../protocol/types.ts';
import { SESSION_COOKIE, setCookie } from './cookies.ts';
import type { Idp } from './idp.ts';
import type { Reply } from './pages.ts';
import { lacksSecondFactor, secondFactorPage, takeSecondFactor } from './second-factor.ts';
import type { Session } from './sessions.ts';
import { accountPage, formOf, passwordPage, stayPage, type Mistake } from './sign-in-pages.ts';

/** How the thing that waits for a person came: as a SAML request, as a tile of My Apps, or as that page itself. */
export type FlowKind = 'redirect' | 'post' | 'launch' | 'home';

/** An account, and perhaps the password of it. */
interface Account {
  userPrincipalName: string;
  /** Absent until the password page was sent. */
  password?: string;
}

/** What a person entered on the sign-in pages. */
export type Entered = Account | { secondFactor: 'approved' | 'declined' };

/** What waits until somebody is signed in. */
export interface Waiting {
  /** Tenant segment of the address, for the forms. */
  segment: string;
  /** Service principal of an instance-specific address. */
  instance?: string | undefined;
  kind: FlowKind;
  /** The parameters that it came with, encoded: handed from page to page in a hidden field. */
  flow: string;
  sessionId: string | undefined;
  entered?: Entered | undefined;
  loginHint?: string | undefined;
  /** Domain of the account, as `domain_hint` or `whr` says it. */
  domainHint?: string | undefined;
  application?: Application | undefined;
  request?: AuthnRequest | undefined;
  /** Called once it is known who signs in. */
  finish: (user: User, session: Session) => Promise<Reply>;
}

/** What `Stay signed in?` gives the cookie: Entra's is persistent for 90 days. */
export const STAY_SIGNED_IN_DAYS = 90;
/** Wrong passwords in a row after which an account is locked (Entra's default), until the identity provider is restarted. */
const WRONG_PASSWORDS = 10;

/**
 * Finishes at once for somebody who is signed in; else shows the pages.
 * @throws AadstsError 16000, 50012, 50020, 50058, 50074, 50076, 50079, 50107, 51004, 75011, 90072 and those of `finish`
 */
export async function whenSignedIn(idp: Idp, waiting: Waiting): Promise<Reply> {
  const { entered: given, request } = waiting;
  if (given !== undefined && 'userPrincipalName' in given) return entered(idp, waiting, given);
  const session = idp.sessions.get(waiting.sessionId);
  const user =
    session?.tenantId === idp.tenant.id ? idp.tenant.users.find(({ id }) => id === session.userId) : undefined;
  if (session !== undefined && user !== undefined) {
    const fresh = session.freshFor !== undefined && session.freshFor === waiting.flow;
    if (request?.forceAuthn !== true || fresh) {
      const { authnContext } = switchesOf(idp.tenant, waiting.application);
      if (request !== undefined && !fresh && authnContext === 'session') enforceContext(request, session.method);
      return continued(idp, waiting, user, session);
    }
  }
  refuseForeign(idp, waiting, session);
  if (request?.isPassive === true) {
    throw new AadstsError('50058', 'Nobody is signed in, and the request is passive.');
  }
  const unknownRealm = missingRealm(idp.tenant, waiting.domainHint ?? '');
  if (unknownRealm !== undefined) throw new AadstsError('50107', unknownRealm);
  const hinted = waiting.loginHint === undefined ? undefined : findUser(idp.tenant, waiting.loginHint);
  return hinted !== undefined && needsPassword(idp, waiting, hinted)
    ? passwordPage(idp, waiting, hinted)
    : accountPage(idp, waiting, { value: waiting.loginHint });
}

/** Goes on with a session that this request may use: to the second factor, to «Stay signed in?», or to the end. */
async function continued(idp: Idp, waiting: Waiting, user: User, session: Session): Promise<Reply> {
  const { entered: given, application, flow } = waiting;
  const wasFresh = session.freshFor === flow;
  if (lacksSecondFactor(idp.tenant, application, user, session)) {
    if (given === undefined || !('secondFactor' in given)) {
      if (waiting.request?.isPassive !== true) return secondFactorPage(formOf(waiting), user);
      const message = `The request is passive, but '${user.userPrincipalName}' must give a second factor.`;
      throw new AadstsError('50076', message);
    }
    takeSecondFactor(idp, user, session, given.secondFactor);
    if (wasFresh && needsPassword(idp, waiting, user) && asksToStay(idp, waiting)) return stayPage(waiting, user);
  }
  delete session.freshFor;
  return waiting.finish(user, session);
}

/** @throws AadstsError 51004 or 16000 for a session of another directory, where the switch wants that */
function refuseForeign({ tenant, tenants }: Idp, { application, request }: Waiting, session?: Session): void {
  if (session === undefined || session.tenantId === tenant.id) return;
  if (switchesOf(tenant, application).foreignSession === 'ignored') return;
  const home = tenants.find(({ id }) => id === session.tenantId);
  const account = home?.users.find(({ id }) => id === session.userId)?.userPrincipalName ?? session.userId;
  const whose = `The account '${account}' that is signed in in this browser belongs to the directory '${home?.displayName ?? session.tenantId}'`;
  throw request?.isPassive === true
    ? new AadstsError('16000', `${whose}, and a passive request lets nobody choose another.`)
    : new AadstsError('51004', `${whose} and does not exist in the directory '${tenant.displayName}'.`);
}

const asksToStay = (idp: Idp, { application }: Waiting): boolean =>
  switchesOf(idp.tenant, application).staySignedIn === 'asked';

function needsPassword(idp: Idp, { application }: Waiting, user: User): boolean {
  // The other identity provider has asked for it.
  if (federatedDomainOf(idp.tenant, user.userPrincipalName) !== undefined) return false;
  const { passwords } = switchesOf(idp.tenant, application);
  return passwords === 'always' || (passwords === 'whenSet' && user.password !== undefined);
}

/** Why this account cannot sign in at all, as the form says it. */
function hindrance(idp: Idp, user: User): Mistake | undefined {
  const name = user.userPrincipalName;
  if (!user.accountEnabled) return { code: '50057', message: `The account '${name}' is disabled.` };
  if (user.locked === true || idp.sessions.failures(user.id) >= WRONG_PASSWORDS) {
    return { code: '50053', message: `The account '${name}' is locked: too many sign-ins with a wrong password.` };
  }
  return undefined;
}

async function entered(idp: Idp, waiting: Waiting, { userPrincipalName, password }: Account): Promise<Reply> {
  const name = userPrincipalName.trim();
  const { tenant } = idp;
  const home = idp.tenants.find((one) => one !== tenant && findUser(one, name) !== undefined);
  const user = findUser(tenant, name) ?? (home && guestOf(tenant, home, name));
  if (user === undefined) return unknownAccount(idp, waiting, name, home);
  const hindered = hindrance(idp, user);
  if (hindered !== undefined) return accountPage(idp, waiting, { value: name, mistake: hindered });
  enforce(credentialRules, { tenant, user, method: freshMethod(waiting.request, user.signInMethod) });
  if (!needsPassword(idp, waiting, user)) return begun(idp, waiting, user);
  if (password === undefined) return passwordPage(idp, waiting, user);
  if (user.password !== undefined && password !== user.password) {
    idp.sessions.fail(user.id);
    const message = `The user name or password is wrong for '${user.userPrincipalName}'.`;
    return passwordPage(idp, waiting, user, hindrance(idp, user) ?? { code: '50126', message });
  }
  if (user.passwordExpired === true) {
    const message = `The password of '${user.userPrincipalName}' has expired; in Entra it would be changed here.`;
    return passwordPage(idp, waiting, user, { code: '50055', message });
  }
  idp.sessions.succeed(user.id);
  if (
    lacksSecondFactor(tenant, waiting.application, user, sessionFor(idp, waiting, user)) ||
    !asksToStay(idp, waiting)
  ) {
    return begun(idp, waiting, user);
  }
  return signedIn(idp, waiting, user, stayPage(waiting, user));
}

/** The guest that an account of another directory is here; guests are invited by their mail address. */
function guestOf(tenant: Tenant, home: Tenant, name: string): User | undefined {
  return tenant.users.find(
    ({ userType, homeTenantId, mail }) =>
      userType === 'Guest' && homeTenantId === home.id && mail?.toLowerCase() === name.toLowerCase(),
  );
}

/** @throws AadstsError 50020, or 90072 where everybody must give a second factor, for an account of another directory of this process */
function unknownAccount(idp: Idp, waiting: Waiting, name: string, home: Tenant | undefined): Reply {
  const { tenant } = idp;
  const directory = tenant.displayName;
  if (home === undefined) {
    const message = `The account '${name}' does not exist in the directory '${directory}'.`;
    return accountPage(idp, waiting, { value: name, mistake: { code: '50034', message } });
  }
  const whose = `The account '${name}' of the directory '${home.displayName}' is no guest of the directory '${directory}'`;
  throw demandsSecondFactor(tenant, waiting.application)
    ? new AadstsError('90072', `${whose}, so it cannot give the second factor that is demanded here.`)
    : new AadstsError('50020', `${whose}.`);
}

function sessionFor(idp: Idp, { request }: Waiting, user: User): Session {
  const method = freshMethod(request, user.signInMethod);
  return { userId: user.id, tenantId: idp.tenant.id, authnInstant: idp.now(), method };
}

/** Answers first: somebody whom the application refuses is not signed in by that. */
async function begun(idp: Idp, waiting: Waiting, user: User): Promise<Reply> {
  const session = sessionFor(idp, waiting, user);
  if (lacksSecondFactor(idp.tenant, waiting.application, user, session)) {
    return signedIn(idp, waiting, user, secondFactorPage(formOf(waiting), user));
  }
  const reply = await waiting.finish(user, session);
  const id = idp.sessions.begin(session);
  return { ...reply, cookies: [...(reply.cookies ?? []), setCookie(idp.baseUrl, SESSION_COOKIE, id)] };
}

/** The session is there already; the answer waits for what the page asks. */
function signedIn(idp: Idp, waiting: Waiting, user: User, page: Reply): Reply {
  const id = idp.sessions.begin({ ...sessionFor(idp, waiting, user), freshFor: waiting.flow });
  return { ...page, cookies: [setCookie(idp.baseUrl, SESSION_COOKIE, id)] };
}
