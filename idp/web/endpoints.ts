/** What each endpoint replies, read off an Express request. */

import type { Request } from 'express';
import { AadstsError } from '../protocol/errors.ts';
import { entityIdOf, ssoUrlOf } from '../protocol/metadata.ts';
import { XmlFatal } from '../protocol/xml.ts';
import { isClientError } from './control.ts';
import { cookieIn, EXCHANGE_COOKIE, ridesCrossSite, SESSION_COOKIE } from './cookies.ts';
import type { Idp } from './idp.ts';
import { signOutReply } from './logout.ts';
import { applicationById, metadataOf } from './metadata.ts';
import type { Reply } from './pages.ts';
import { errorPage } from './refusal.ts';
import { inertReply, replyTo, requireTenant, type Arrival } from './saml.ts';
import type { StoredPosts } from './stored-posts.ts';

const rawQueryOf = ({ originalUrl: url }: Request): string =>
  url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
/** The parameters of the address. */
export const queryOf = (request: Request): URLSearchParams => new URLSearchParams(rawQueryOf(request));
const formOf = (request: Request): URLSearchParams =>
  new URLSearchParams(typeof request.body === 'string' ? request.body : '');

function arrivalOf(idp: Idp, request: Request, binding: 'redirect' | 'post', parameters: URLSearchParams): Arrival {
  const { cookie, 'user-agent': userAgent } = request.headers;
  return {
    tenant: String(request.params['tenant']),
    path: request.path,
    incoming: {
      at: idp.now(),
      binding,
      parameters,
      ...(binding === 'redirect' ? { rawQuery: rawQueryOf(request) } : {}),
      ...(userAgent === undefined ? {} : { userAgent }),
    },
    exchangeToken: cookieIn(cookie, EXCHANGE_COOKIE),
    sessionId: cookieIn(cookie, SESSION_COOKIE),
  };
}

/** The endpoints and applications of this IdP. */
export function indexReply(idp: Idp): Reply {
  const metadataUrl = `/${idp.tenant.id}/federationmetadata/2007-06/federationmetadata.xml`;
  const applications = idp.tenant.applications.map(({ displayName, identifiers, appId, signOnUrl }) => ({
    displayName,
    identifier: identifiers[0],
    metadataUrl: `${metadataUrl}?appid=${appId}`,
    signOnUrl: signOnUrl !== undefined && /^https?:/i.test(signOnUrl) ? signOnUrl : undefined,
  }));
  const entityId = entityIdOf(idp.tenant);
  const data = { tenant: idp.tenant, ssoUrl: ssoUrlOf(idp.tenant, idp.baseUrl), entityId, metadataUrl, applications };
  return { kind: 'page', status: 200, view: 'index', title: 'Identity provider', data };
}

function problemReply(status: number, title: string, message: string): Reply {
  return { kind: 'page', status, view: 'problem', title, data: { title, message } };
}

/** The page for whatever an endpoint threw: 4xx for what the client did, 500 for our own faults. */
export function replyToError(idp: Idp, error: unknown): Reply {
  if (error instanceof AadstsError) return errorPage(idp, error);
  if (isClientError(error)) {
    const code = error.status === 413 ? '90015' : '75001';
    return errorPage(
      idp,
      new AadstsError(code, `The request cannot be read: ${error.message}.`, { status: error.status }),
    );
  }
  if (error instanceof XmlFatal) idp.onFatal(error);
  idp.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return problemReply(
    500,
    'samlproof failed',
    `This is a fault of samlproof, not of the service provider: ${String(error)}`,
  );
}

/** @throws AadstsError 90002, 700016 */
export function metadataReply(idp: Idp, tenant: string, query: URLSearchParams): Reply {
  requireTenant(idp, tenant);
  const appId = query.get('appid');
  const application = appId === null ? undefined : applicationById(idp, appId);
  const body = metadataOf(idp, query.get('form') === 'saml' ? 'saml' : 'entra', application);
  return { kind: 'document', contentType: 'application/samlmetadata+xml; charset=utf-8', body };
}

/** A request by the POST binding. */
export async function postedReply(idp: Idp, request: Request, stored: StoredPosts): Promise<Reply> {
  const arrival = arrivalOf(idp, request, 'post', formOf(request));
  const cookieless = arrival.exchangeToken === undefined && arrival.sessionId === undefined;
  if (ridesCrossSite(idp.baseUrl) || !cookieless) return replyTo(idp, arrival);
  // A Lax cookie does not ride on a cross-site post, but does on the GET that it is turned into.
  const location = `${request.path}?stored=${stored.keep(arrival.incoming.parameters)}`;
  return { kind: 'redirect', status: 303, location };
}

/** The form of the sign-in page: who was picked, and the request that waits. */
export async function pickedReply(idp: Idp, request: Request): Promise<Reply> {
  const fields = formOf(request);
  const flow = fields.get('flow') ?? '';
  const binding = fields.get('binding') === 'post' ? 'post' : 'redirect';
  const arrival = arrivalOf(idp, request, binding, new URLSearchParams(flow));
  const incoming = { ...arrival.incoming, ...(binding === 'redirect' ? { rawQuery: flow } : {}) };
  return replyTo(idp, { ...arrival, incoming, picked: fields.get('user') ?? '' });
}

/** Ends the interactive session, and those of its applications. */
export function signedOutReply(idp: Idp, request: Request): Reply {
  return signOutReply(idp, cookieIn(request.headers.cookie, SESSION_COOKIE));
}

/** A request by the Redirect binding, or a post that was turned into a GET. */
export async function redirectReply(idp: Idp, request: Request, stored: StoredPosts): Promise<Reply> {
  const query = queryOf(request);
  const kept = stored.take(query.get('stored'));
  return replyTo(idp, arrivalOf(idp, request, kept === undefined ? 'redirect' : 'post', kept ?? query));
}

/** Nothing is there; a browser whose exchange is over is told that first. */
export function notFoundReply(idp: Idp, request: Request): Reply {
  const over = inertReply(idp, cookieIn(request.headers.cookie, EXCHANGE_COOKIE), request.path);
  return over ?? problemReply(404, 'Not found', `There is nothing at ${request.method} ${request.path}.`);
}
