/** Single logout at the endpoints: answers an SP's LogoutRequest, and tells everybody who takes part in the session. */

import { findApplication, instanceOf } from '../tenant/directory.ts';
import type { Application } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { AadstsError } from '../protocol/errors.ts';
import { planLogoutRequest, planLogoutResponse } from '../protocol/logout-plan.ts';
import { readLogout, type LogoutText } from '../protocol/logout-reader.ts';
import { logoutRules } from '../protocol/logout-rules.ts';
import type { Participant, ReceivedLogout } from '../protocol/logout-types.ts';
import { enforce } from '../protocol/rules.ts';
import { applicationFor } from '../protocol/rules-application.ts';
import { SESSION_COOKIE, setCookie } from './cookies.ts';
import { note, type Exchange } from './exchanges.ts';
import type { Idp } from './idp.ts';
import { sendUnder } from './logout-exchange.ts';
import { participantsOf } from './logout-participants.ts';
import { logoutInput, sendLogout } from './logout-send.ts';
import type { Reply } from './pages.ts';
import { errorPage } from './refusal.ts';
import type { Arrival } from './saml.ts';
import { tenantById, tenantOf } from './tenants.ts';

/** Seconds that the other participants have before the browser goes on: our own choice. */
const BROADCAST_SECONDS = 2;

const held: Reply = { kind: 'page', status: 200, view: 'held', title: 'The answer is held back', data: {} };

function signedOutPage(frames: string[] = [], next?: string): Reply {
  const refresh = next === undefined ? {} : { refresh: `${BROADCAST_SECONDS};url=${next}` };
  return { kind: 'page', status: 200, view: 'signed-out', title: 'Signed out', data: { frames }, frames, ...refresh };
}

function certificatesOf(idp: Idp, issuer: string | undefined): string[] {
  const application = findApplication(idp.tenant, issuer ?? '');
  const spec = application && idp.registrations.get(application.appId);
  return spec?.signingCertificates ?? [spec?.signingCertificate ?? []].flat();
}

/** The reply to a logout message of an SP, whatever is wrong with it. */
export function replyToLogout(idp: Idp, arrival: Arrival, text: LogoutText): Reply {
  const exchange = idp.exchanges.get(arrival.exchangeToken);
  try {
    const inTenant = (issuer: string | undefined): Idp => tenantOf(idp, arrival.tenant, issuer);
    const message = readLogout(text, arrival.incoming, (issuer) => certificatesOf(inTenant(issuer), issuer));
    if (exchange !== undefined) {
      note.logout(exchange, { at: arrival.incoming.at.toISOString(), direction: 'received', ...message });
    }
    const here = inTenant(message.issuer);
    return message.message === 'LogoutResponse' ? finished(here, message) : requested(here, arrival, message, exchange);
  } catch (error) {
    if (!(error instanceof AadstsError)) throw error;
    return errorPage(idp, error, exchange);
  }
}

function finished(idp: Idp, { issuer }: ReceivedLogout): Reply {
  const application = findApplication(idp.tenant, issuer ?? '');
  if (application === undefined || !switchesOf(idp.tenant, application).refuseLogoutResponses) return signedOutPage();
  throw new AadstsError('75003', 'A LogoutResponse is not supported here.');
}

/** @throws AadstsError 700016 when no application has this identifier */
function initiatorOf(idp: Idp, { instance }: Arrival, { issuer }: ReceivedLogout): Application {
  const named = { ...(issuer === undefined ? {} : { issuer }), hasSubject: false, hasSignature: false };
  const own = instance === undefined ? undefined : instanceOf(idp.tenant, instance);
  return own ?? applicationFor(idp.tenant, named);
}

function requested(idp: Idp, arrival: Arrival, request: ReceivedLogout, exchange: Exchange | undefined): Reply {
  const application = initiatorOf(idp, arrival, request);
  const session = idp.sessions.get(arrival.sessionId);
  const here = session?.tenantId === idp.tenant.id ? (session.participants ?? []) : undefined;
  const participants = exchange === undefined ? here : participantsOf(exchange.transcript, exchange.spec.application);
  const { binding } = arrival.incoming;
  enforce(logoutRules, { request, binding, tenant: idp.tenant, application, participants, now: idp.now() });
  const honest = planLogoutResponse(logoutInput(idp, application), request);
  if (exchange !== undefined) {
    return exchange.spec.logout?.hold === true ? held : sendUnder(idp, exchange, application, honest);
  }
  const response = sendLogout(idp, application, honest);
  idp.sessions.end(arrival.sessionId);
  const initiatorToo = switchesOf(idp.tenant, application).broadcastToInitiator;
  const others = (participants ?? []).filter(
    ({ entityId }) => initiatorToo || !application.identifiers.includes(entityId),
  );
  const frames = broadcast(idp, others);
  const cookies = [setCookie(idp.baseUrl, SESSION_COOKIE, '')];
  if (frames.length === 0) return { kind: 'redirect', status: 302, location: response.url, cookies };
  return { ...signedOutPage(frames, response.url), cookies };
}

/** A person signs out at the IdP: every participant with a Logout URL is told, in frames. */
export function signOutReply(idp: Idp, sessionId: string | undefined): Reply {
  const session = idp.sessions.get(sessionId);
  const here = session && tenantById(idp, session.tenantId);
  idp.sessions.end(sessionId);
  const cookies = [setCookie(idp.baseUrl, SESSION_COOKIE, '')];
  return { ...signedOutPage(broadcast(here ?? idp, session?.participants ?? [])), cookies };
}

/** The addresses that tell each participant; those without a Logout URL hear nothing. */
function broadcast(idp: Idp, participants: Participant[]): string[] {
  return participants.flatMap((participant) => {
    const application = findApplication(idp.tenant, participant.entityId);
    if (application?.logoutUrl === undefined) return [];
    const plan = planLogoutRequest(logoutInput(idp, application), participant);
    return [sendLogout(idp, application, plan).url];
  });
}
