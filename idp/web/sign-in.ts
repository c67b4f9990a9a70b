/** The interactive sign-in: pick an account, enter a password, stay signed in. Every page works without script. */

import { findUser, isAssigned } from '../tenant/directory.ts';
import type { Application, User } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { AadstsError, type AadstsCode } from '../protocol/errors.ts';
import { enforceContext, freshMethod } from '../protocol/rules-context.ts';
import type { AuthnRequest } from '../protocol/types.ts';
import { SESSION_COOKIE, setCookie } from './cookies.ts';
import type { Idp } from './idp.ts';
import type { Reply } from './pages.ts';
import type { Session } from './sessions.ts';

/** How the thing that waits for a person came: as a SAML request, as a tile of My Apps, or as that page itself. */
export type FlowKind = 'redirect' | 'post' | 'launch' | 'home';

/** What a person entered on the sign-in pages. */
export interface Entered {
  userPrincipalName: string;
  /** Absent until the password page was sent. */
  password?: string;
}

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
  application?: Application | undefined;
  request?: AuthnRequest | undefined;
  /** Called once it is known who signs in. */
  finish: (user: User, session: Session) => Promise<Reply>;
}

/** What `Stay signed in?` gives the cookie: Entra's is persistent for 90 days. */
export const STAY_SIGNED_IN_DAYS = 90;
/** Wrong passwords in a row after which an account is locked (Entra's default), until the identity provider is restarted. */
const WRONG_PASSWORDS = 10;

/** Finishes at once for somebody who is signed in; else shows the pages. @throws AadstsError 50058, 75011 and those of `finish` */
export async function whenSignedIn(idp: Idp, waiting: Waiting): Promise<Reply> {
  if (waiting.entered !== undefined) return entered(idp, waiting, waiting.entered);
  const { request } = waiting;
  const session = idp.sessions.get(waiting.sessionId);
  const user =
    session?.tenantId === idp.tenant.id ? idp.tenant.users.find(({ id }) => id === session.userId) : undefined;
  if (session !== undefined && user !== undefined) {
    const fresh = session.freshFor !== undefined && session.freshFor === waiting.flow;
    if (request?.forceAuthn !== true || fresh) {
      delete session.freshFor;
      const { authnContext } = switchesOf(idp.tenant, waiting.application);
      if (request !== undefined && !fresh && authnContext === 'session') enforceContext(request, session.method);
      return waiting.finish(user, session);
    }
  }
  if (request?.isPassive === true) {
    throw new AadstsError('50058', 'Nobody is signed in, and the request is passive.');
  }
  const hinted = waiting.loginHint === undefined ? undefined : findUser(idp.tenant, waiting.loginHint);
  return hinted !== undefined && needsPassword(idp, waiting, hinted)
    ? passwordPage(idp, waiting, hinted)
    : accountPage(idp, waiting, { value: waiting.loginHint });
}

function needsPassword(idp: Idp, { application }: Waiting, user: User): boolean {
  const { passwords } = switchesOf(idp.tenant, application);
  return passwords === 'always' || (passwords === 'whenSet' && user.password !== undefined);
}

interface Mistake {
  code: AadstsCode;
  message: string;
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

async function entered(idp: Idp, waiting: Waiting, { userPrincipalName, password }: Entered): Promise<Reply> {
  const name = userPrincipalName.trim();
  const user = findUser(idp.tenant, name);
  if (user === undefined) return accountPage(idp, waiting, { value: name, mistake: unknownAccount(idp, name) });
  const hindered = hindrance(idp, user);
  if (hindered !== undefined) return accountPage(idp, waiting, { value: name, mistake: hindered });
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
  return switchesOf(idp.tenant, waiting.application).staySignedIn === 'asked'
    ? stayPage(idp, waiting, user)
    : begun(idp, waiting, user);
}

/** @throws AadstsError 50020 for an account of another directory that this process has */
function unknownAccount(idp: Idp, name: string): Mistake {
  const home = idp.tenants.find((tenant) => tenant !== idp.tenant && findUser(tenant, name) !== undefined);
  const directory = idp.tenant.displayName;
  if (home !== undefined) {
    throw new AadstsError(
      '50020',
      `The account '${name}' of the directory '${home.displayName}' is no guest of the directory '${directory}'.`,
    );
  }
  return { code: '50034', message: `The account '${name}' does not exist in the directory '${directory}'.` };
}

function sessionFor(idp: Idp, { request }: Waiting, user: User): Session {
  const method = freshMethod(request, user.signInMethod);
  return { userId: user.id, tenantId: idp.tenant.id, authnInstant: idp.now(), method };
}

/** Answers first: somebody whom the application refuses is not signed in by that. */
async function begun(idp: Idp, waiting: Waiting, user: User): Promise<Reply> {
  const session = sessionFor(idp, waiting, user);
  const reply = await waiting.finish(user, session);
  const id = idp.sessions.begin(session);
  return { ...reply, cookies: [...(reply.cookies ?? []), setCookie(idp.baseUrl, SESSION_COOKIE, id)] };
}

function formOf({ segment, instance, kind, flow }: Waiting): Record<string, string> {
  const hidden = { binding: kind, flow, ...(instance === undefined ? {} : { instance }) };
  return { action: `/${encodeURIComponent(segment)}/login`, ...hidden };
}

const titleOf = ({ application }: Waiting): string =>
  application === undefined ? 'Sign in to your account' : `Sign in to ${application.displayName}`;

/** Accounts of the directory, assigned ones first, and a field for any other. */
function accountPage(
  idp: Idp,
  waiting: Waiting,
  { value, mistake }: { value?: string | undefined; mistake?: Mistake },
): Reply {
  const { application } = waiting;
  const users = idp.tenant.users
    .filter((user) => user.accountEnabled)
    .map((user) => ({
      userPrincipalName: user.userPrincipalName,
      displayName: user.displayName ?? user.userPrincipalName,
      assigned: application === undefined || isAssigned(application, user),
      hinted: user.userPrincipalName.toLowerCase() === value?.toLowerCase(),
    }))
    .sort((left, right) => Number(right.assigned) - Number(left.assigned));
  const data = { ...formOf(waiting), application: application?.displayName, tenant: idp.tenant.displayName, users };
  return {
    kind: 'page',
    status: mistake === undefined ? 200 : 400,
    view: 'sign-in',
    title: titleOf(waiting),
    data: { ...data, value, mistake },
  };
}

function passwordPage(idp: Idp, waiting: Waiting, user: User, mistake?: Mistake): Reply {
  return {
    kind: 'page',
    status: mistake === undefined ? 200 : 400,
    view: 'password',
    title: titleOf(waiting),
    data: { ...formOf(waiting), tenant: idp.tenant.displayName, user: user.userPrincipalName, mistake },
  };
}

/** The session is there already; the answer waits for Yes or No. */
function stayPage(idp: Idp, waiting: Waiting, user: User): Reply {
  const id = idp.sessions.begin({ ...sessionFor(idp, waiting, user), freshFor: waiting.flow });
  return {
    kind: 'page',
    status: 200,
    view: 'stay',
    title: 'Stay signed in?',
    data: { ...formOf(waiting), user: user.userPrincipalName },
    cookies: [setCookie(idp.baseUrl, SESSION_COOKIE, id)],
  };
}
