/** Single logout of our own sample: begun here, and begun at the identity provider. */

import type { Express, Request, Response } from 'express';
import { noteRefusal } from '../../options.ts';
import { page } from '../../pages.ts';
import { Refusal, type Policy } from '../policy.ts';
import type { ServiceProvider } from '../receive.ts';
import { deletedSessionCookie, readSessionCookie } from './cookie.ts';
import { means, receiveLogout } from './logout-receive.ts';
import { logoutRequest, logoutResponse, logoutUrl, type LogoutFacts } from './logout-send.ts';
import { newRequestId } from './request.ts';
import type { Session } from './sessions.ts';

export interface LogoutContext {
  sp: ServiceProvider;
  policy: Policy;
  /** Where the identity provider takes logout messages. */
  idpSloUrl: string;
  /** Where we take them. */
  sloUrl: string;
  refusals: string[];
}

const signedOut = page('Signed out', '<p><a href="/login">Sign in</a></p>');

function sessionOf(request: Request, { sp }: LogoutContext): Session | undefined {
  return sp.sessions.get(readSessionCookie(request.headers.cookie));
}

/** Ends it on the server: a cookie that somebody copied must open nothing any more. */
function end(session: Session | undefined, response: Response, { sp, policy }: LogoutContext): void {
  if (policy.forgets('logout-session-end')) return;
  if (session !== undefined && !policy.forgets('logout-server-session')) sp.sessions.remove(session);
  response.append('Set-Cookie', deletedSessionCookie(policy));
}

function factsFor({ sp, policy, idpSloUrl }: LogoutContext): LogoutFacts {
  return { entityId: sp.entityId, sloUrl: idpSloUrl, now: sp.clock.now(), id: newRequestId(policy, 0), policy };
}

/** A person signs out here: first here, whatever becomes of the rest (SDP-SP34). */
function begin(request: Request, response: Response, context: LogoutContext): void {
  const { policy, idpSloUrl } = context;
  const session = sessionOf(request, context);
  const account = session?.account;
  if (account === undefined || !policy.forgets('logout-local-first')) end(session, response, context);
  if (session !== undefined) session.leaving = true;
  if (account === undefined) {
    response.send(signedOut);
    return;
  }
  const xml = logoutRequest(account, factsFor(context));
  const signed = !policy.forgets('logout-request-signature');
  response.redirect(302, logoutUrl(idpSloUrl, 'SAMLRequest', xml, { signed }));
}

async function answerRequest(
  rawQuery: string,
  request: Request,
  response: Response,
  context: LogoutContext,
): Promise<void> {
  const { sp, policy, idpSloUrl, sloUrl } = context;
  const facts = await receiveLogout(rawQuery, sloUrl, sp);
  const session = sessionOf(request, context);
  // Nobody signed in here is as signed out as can be; somebody else is left alone.
  const concerned = session?.account === undefined || means(facts, session.account, policy);
  if (concerned) end(session, response, context);
  if (policy.forgets('logout-response')) {
    response.send(signedOut);
    return;
  }
  const xml = logoutResponse(facts.id, concerned ? 'Success' : 'Requester', factsFor(context));
  const signed = !policy.forgets('logout-response-signature');
  response.redirect(302, logoutUrl(idpSloUrl, 'SAMLResponse', xml, { relayState: facts.relayState, signed }));
}

/** The session ended when the person asked; whoever waits for this answer is careless, and more so whoever never asked. */
function takeResponse(request: Request, response: Response, context: LogoutContext): void {
  const { policy } = context;
  const session = sessionOf(request, context);
  const asked = session?.leaving === true && policy.forgets('logout-local-first');
  if (asked || policy.forgets('logout-response-unasked')) end(session, response, context);
  response.send(signedOut);
}

async function receive(request: Request, response: Response, context: LogoutContext): Promise<void> {
  response.set('Cache-Control', 'no-store');
  const { originalUrl: url } = request;
  const rawQuery = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  try {
    const parameters = new URLSearchParams(rawQuery);
    if (parameters.has('SAMLRequest')) await answerRequest(rawQuery, request, response, context);
    else takeResponse(request, response, context);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    noteRefusal(context.refusals, error instanceof Refusal ? `${error.check}: ${text}` : `fault: ${text}`);
    response.status(403).send(page('The sign-out was refused', ''));
  }
}

/** The two routes of single logout. */
export function logoutRoutes(app: Express, context: LogoutContext): void {
  app.get('/logout', (request, response) => {
    response.set('Cache-Control', 'no-store');
    begin(request, response, context);
  });
  app.get('/saml/slo', (request, response) => receive(request, response, context));
}
