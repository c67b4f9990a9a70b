/** Answers requests at the SAML endpoint: from an armed exchange, from a session, or by asking who signs in. */

import { answersTo, isAssigned } from '../tenant/directory.ts';
import type { Application } from '../tenant/model.ts';
import { AadstsError } from '../protocol/errors.ts';
import { logoutTextOf } from '../protocol/logout-reader.ts';
import { readRequest, type Incoming } from '../protocol/request.ts';
import { applicationFor, applicationRules, enforce, messageRules } from '../protocol/rules.ts';
import type { ReceivedRequest } from '../protocol/types.ts';
import { answer, failure, subjectOf, userNamed, type SignIn } from './answer.ts';
import { SESSION_COOKIE, setCookie } from './cookies.ts';
import { expects, isUsedUp, note, type Exchange } from './exchanges.ts';
import type { Idp } from './idp.ts';
import { replyToLogout } from './logout.ts';
import { takePart } from './logout-participants.ts';
import type { Reply } from './pages.ts';
import { errorPage } from './refusal.ts';

/** One HTTP request at the endpoint, without the HTTP. */
export interface Arrival {
  /** Tenant segment of the URL: GUID, domain or `common`. */
  tenant: string;
  path: string;
  incoming: Incoming;
  /** Values of the two cookies. */
  exchangeToken: string | undefined;
  sessionId: string | undefined;
  /** User principal name that was picked on the sign-in page. */
  picked?: string;
}

const inert: Reply = { kind: 'page', status: 403, view: 'inert', title: 'This exchange is over', data: {} };
const held: Reply = { kind: 'page', status: 200, view: 'held', title: 'The answer is held back', data: {} };

/** Entra's tenants: a GUID, a domain, or `common`. @throws AadstsError 90002 */
export function requireTenant(idp: Idp, segment: string): void {
  if (answersTo(idp.tenant, segment)) return;
  throw new AadstsError('90002', `There is no tenant '${segment}'; this one is '${idp.tenant.id}'.`);
}

/** The inert page when this browser's exchange is over (architecture section 4), else undefined. */
export function inertReply(idp: Idp, token: string | undefined, path: string): Reply | undefined {
  const exchange = idp.exchanges.get(token);
  if (exchange === undefined || !isUsedUp(exchange)) return undefined;
  note.afterUse(exchange, { at: idp.now().toISOString(), path });
  return inert;
}

/** The reply to a request, whatever is wrong with it. */
export async function replyTo(idp: Idp, arrival: Arrival): Promise<Reply> {
  const logout = logoutTextOf(arrival.incoming);
  if (logout !== undefined) return replyToLogout(idp, arrival, logout);
  const over = inertReply(idp, arrival.exchangeToken, arrival.path);
  if (over !== undefined) return over;
  let exchange = idp.exchanges.get(arrival.exchangeToken);
  try {
    requireTenant(idp, arrival.tenant);
    const received = readRequest(arrival.incoming);
    const { issuer } = received.request;
    if (exchange === undefined || !expects(exchange, issuer)) exchange = idp.exchanges.matching(issuer);
    if (exchange !== undefined) note.request(exchange, received);
    enforce(messageRules, { tenant: idp.tenant, request: received.request });
    const application = applicationFor(idp.tenant, received.request);
    enforce(applicationRules, { tenant: idp.tenant, request: received.request, application });
    if (exchange !== undefined) return await playExchange(idp, exchange, application, received);
    return await interactive(idp, arrival, application, received);
  } catch (error) {
    if (!(error instanceof AadstsError)) throw error;
    return errorPage(idp, error, exchange);
  }
}

function passiveFailure(idp: Idp, application: Application, received: ReceivedRequest, exchange?: Exchange): Reply {
  const { request, relayState } = received;
  // SAML Core section 3.4.1: IsPassive forbids taking control of the browser; Entra's code for it is AADSTS50058.
  const status = {
    code: 'Responder',
    nested: 'NoPassive',
    message: 'AADSTS50058: Nobody is signed in, and the request is passive.',
  };
  const made = failure(idp, { application, request, relayState }, status);
  if (exchange !== undefined) note.answer(exchange, made);
  return { kind: 'deliver', post: made.post };
}

async function playExchange(
  idp: Idp,
  exchange: Exchange,
  application: Application,
  received: ReceivedRequest,
): Promise<Reply> {
  const { request, relayState } = received;
  if (request.isPassive === true) return passiveFailure(idp, application, received, exchange);
  const { spec } = exchange;
  const user = spec.user === undefined ? subjectOf(idp, application) : userNamed(idp, spec.user);
  const session = { authnInstant: idp.now(), method: 'Password' as const };
  if (!idp.exchanges.use(exchange)) return inert;
  const made = await answer(idp, { application, user, session, request, relayState }, spec);
  note.answer(exchange, made);
  return spec.hold === true ? held : { kind: 'deliver', post: made.post };
}

async function interactive(
  idp: Idp,
  arrival: Arrival,
  application: Application,
  received: ReceivedRequest,
): Promise<Reply> {
  const { request, relayState } = received;
  const signIn = { application, request, relayState };
  if (arrival.picked !== undefined) return signInAs(idp, signIn, arrival.picked);
  const session = idp.sessions.get(arrival.sessionId);
  const user = idp.tenant.users.find(({ id }) => id === session?.userId);
  if (session !== undefined && user !== undefined && request.forceAuthn !== true) {
    const made = await answer(idp, { ...signIn, user, session });
    takePart(session, request.issuer ?? '', made.plan);
    return { kind: 'deliver', post: made.post };
  }
  if (request.isPassive === true) return passiveFailure(idp, application, received);
  return signInPage(idp, arrival, application);
}

async function signInAs(idp: Idp, signIn: Omit<SignIn, 'user' | 'session'>, picked: string): Promise<Reply> {
  const user = userNamed(idp, picked);
  const session = { userId: user.id, authnInstant: idp.now(), method: 'Password' as const };
  const made = await answer(idp, { ...signIn, user, session });
  takePart(session, signIn.request?.issuer ?? '', made.plan);
  const id = idp.sessions.begin(session);
  return { kind: 'deliver', post: made.post, cookies: [setCookie(idp.baseUrl, SESSION_COOKIE, id)] };
}

function signInPage(idp: Idp, { tenant, incoming }: Arrival, application: Application): Reply {
  const hint = incoming.parameters.get('login_hint')?.toLowerCase();
  const users = idp.tenant.users
    .filter((user) => user.accountEnabled)
    .map((user) => ({
      userPrincipalName: user.userPrincipalName,
      displayName: user.displayName ?? user.userPrincipalName,
      assigned: isAssigned(application, user),
      hinted: user.userPrincipalName.toLowerCase() === hint,
    }))
    .sort((left, right) => Number(right.assigned) - Number(left.assigned));
  const data = {
    application: application.displayName,
    tenant: idp.tenant.displayName,
    action: `/${encodeURIComponent(tenant)}/login`,
    binding: incoming.binding,
    flow: incoming.rawQuery ?? incoming.parameters.toString(),
    users,
  };
  return { kind: 'page', status: 200, view: 'sign-in', title: `Sign in to ${application.displayName}`, data };
}
