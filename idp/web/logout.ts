/** Single logout at the endpoints: answers an SP's LogoutRequest, and sends our own to those who take part in a session. */

import { answersTo, findApplication, findUser } from '../tenant/directory.ts';
import type { Application, User } from '../tenant/model.ts';
import { AadstsError } from '../protocol/errors.ts';
import { issueLogout, type IssuedLogout } from '../protocol/logout.ts';
import { planLogoutRequest, planLogoutResponse, type LogoutInput } from '../protocol/logout-plan.ts';
import { readLogout, type LogoutText } from '../protocol/logout-reader.ts';
import { logoutRules } from '../protocol/logout-rules.ts';
import { logoutSettings } from '../protocol/logout-switches.ts';
import type { LogoutFacts, LogoutMutation, Participant, ReceivedLogout } from '../protocol/logout-types.ts';
import { applicationFor, enforce } from '../protocol/rules.ts';
import { factsOf, subjectOf } from './answer.ts';
import { SESSION_COOKIE, setCookie } from './cookies.ts';
import { note, type Exchange } from './exchanges.ts';
import type { Idp } from './idp.ts';
import { overridden } from './logout-override.ts';
import { participantsOf } from './logout-participants.ts';
import type { Reply } from './pages.ts';
import { errorPage } from './refusal.ts';
import type { Arrival } from './saml.ts';

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
    if (!answersTo(idp.tenant, arrival.tenant)) {
      throw new AadstsError('90002', `There is no tenant '${arrival.tenant}'; this one is '${idp.tenant.id}'.`);
    }
    const message = readLogout(text, arrival.incoming, (issuer) => certificatesOf(idp, issuer));
    if (exchange !== undefined) {
      note.logout(exchange, { at: arrival.incoming.at.toISOString(), direction: 'received', ...message });
    }
    return message.message === 'LogoutResponse' ? finished(idp, message) : requested(idp, arrival, message, exchange);
  } catch (error) {
    if (!(error instanceof AadstsError)) throw error;
    return errorPage(idp, error, exchange);
  }
}

function finished(idp: Idp, { issuer }: ReceivedLogout): Reply {
  const application = findApplication(idp.tenant, issuer ?? '');
  if (application === undefined || !logoutSettings(application).refuseResponses) return signedOutPage();
  // Reported of Entra in 2018 (reference: entra.md section 8); a hostile switch here.
  throw new AadstsError('75003', 'A LogoutResponse is not supported here.');
}

function requested(idp: Idp, arrival: Arrival, request: ReceivedLogout, exchange: Exchange | undefined): Reply {
  const { issuer } = request;
  const named = { ...(issuer === undefined ? {} : { issuer }), hasSubject: false, hasSignature: false };
  const application = applicationFor(idp.tenant, named);
  const session = idp.sessions.get(arrival.sessionId);
  const participants =
    exchange === undefined
      ? session && (session.participants ?? [])
      : participantsOf(exchange.transcript, exchange.spec.application);
  const now = idp.now();
  enforce(logoutRules, { request, binding: arrival.incoming.binding, application, participants, now });
  const input = inputOf(idp, application, now);
  const honest = planLogoutResponse(input, request);
  if (exchange !== undefined) {
    if (exchange.spec.logout?.hold === true) return held;
    return sendUnder(idp, exchange, application, honest);
  }
  const response = issueLogout(honest, logoutFacts(idp, application, undefined, now), idp.keyring);
  idp.sessions.end(arrival.sessionId);
  const initiatorToo = logoutSettings(application).broadcastToInitiator;
  const others = (participants ?? []).filter(
    ({ entityId }) => initiatorToo || !application.identifiers.includes(entityId),
  );
  const frames = broadcast(idp, others, now);
  const cookies = [setCookie(idp.baseUrl, SESSION_COOKIE, '')];
  if (frames.length === 0) return { kind: 'redirect', status: 302, location: response.url, cookies };
  return { ...signedOutPage(frames, response.url), cookies };
}

/** A person signs out at the IdP: every participant with a Logout URL is told, in frames. */
export function signOutReply(idp: Idp, sessionId: string | undefined): Reply {
  const participants = idp.sessions.get(sessionId)?.participants ?? [];
  idp.sessions.end(sessionId);
  const cookies = [setCookie(idp.baseUrl, SESSION_COOKIE, '')];
  return { ...signedOutPage(broadcast(idp, participants, idp.now())), cookies };
}

/** The addresses that tell each participant; those without a Logout URL hear nothing. */
function broadcast(idp: Idp, participants: Participant[], now: Date): string[] {
  return participants.flatMap((participant) => {
    const application = findApplication(idp.tenant, participant.entityId);
    if (application?.logoutUrl === undefined) return [];
    const plan = planLogoutRequest(inputOf(idp, application, now), participant);
    return [issueLogout(plan, logoutFacts(idp, application, undefined, now), idp.keyring).url];
  });
}

function problem(status: number, title: string, message: string): Reply {
  return { kind: 'page', status, view: 'problem', title, data: { title, message } };
}

/**
 * Sends the browser to the SP with a LogoutRequest for the person that the exchange signed in.
 * @param honest leaves the exchange's deviation out
 */
export function exchangeLogoutReply(idp: Idp, token: string, honest: boolean): Reply {
  const exchange = idp.exchanges.get(token);
  if (exchange === undefined) {
    const message = `There is no exchange «${token}»: never armed, or so old that it was dropped.`;
    return problem(404, 'Unknown exchange', message);
  }
  const participant = participantsOf(exchange.transcript, exchange.spec.application).at(-1);
  const application = participant && findApplication(idp.tenant, participant.entityId);
  if (participant === undefined || application === undefined) {
    return problem(409, 'Nobody is signed in', 'This exchange has signed nobody in: start a sign-in first.');
  }
  if (application.logoutUrl === undefined) {
    const message = `The application «${application.displayName}» has no Logout URL (in a profile: sp.logoutUrl).`;
    return problem(409, 'No Logout URL', message);
  }
  const plan = planLogoutRequest(inputOf(idp, application, idp.now()), participant);
  return sendUnder(idp, exchange, application, plan, honest ? {} : undefined);
}

/** Issues a message under an exchange, deviating as it says unless told otherwise, and keeps it in the transcript. */
function sendUnder(
  idp: Idp,
  exchange: Exchange,
  application: Application,
  honest: IssuedLogout['plan'],
  mutation: LogoutMutation = mutationOf(idp, exchange),
): Reply {
  const now = idp.now();
  const user = findUser(idp.tenant, exchange.transcript.user);
  const issued = issueLogout(honest, logoutFacts(idp, application, user, now), idp.keyring, mutation);
  note.logout(exchange, { at: now.toISOString(), direction: 'sent', ...issued });
  return { kind: 'redirect', status: 302, location: issued.url };
}

function mutationOf(idp: Idp, { spec }: Exchange): LogoutMutation {
  const mutation = spec.mutation ?? (spec.case === undefined ? undefined : idp.catalogue.mutationOf(spec.case));
  return mutation ?? (spec.logout === undefined ? {} : overridden(spec.logout));
}

function inputOf(idp: Idp, application: Application, now: Date): LogoutInput {
  return { tenant: idp.tenant, application, location: application.logoutUrl ?? '', now, newId: idp.newId };
}

function logoutFacts(idp: Idp, application: Application, user: User | undefined, now: Date): LogoutFacts {
  const session = { authnInstant: now, method: 'Password' as const };
  const signIn = { application, user: user ?? subjectOf(idp, application), session };
  return factsOf(idp, signIn, application.replyUrls[0] ?? '', now);
}
