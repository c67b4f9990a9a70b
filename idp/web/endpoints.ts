/** What each endpoint replies, read off an Express request. */

import type { Request } from 'express';
import { AadstsError } from '../protocol/errors.ts';
import { entityIdOf, ssoUrlOf } from '../protocol/metadata.ts';
import { XmlFatal } from '../protocol/xml.ts';
import { isClientError } from './control.ts';
import { cookieIn, EXCHANGE_COOKIE, ridesCrossSite, SESSION_COOKIE, setCookie } from './cookies.ts';
import type { Idp } from './idp.ts';
import { signOutReply } from './logout.ts';
import { secondTenantId } from '../protocol/second-idp.ts';
import { applicationById, commonMetadataOf, metadataOf, secondMetadataOf } from './metadata.ts';
import type { Reply } from './pages.ts';
import { errorPage } from './refusal.ts';
import { launchReply, myAppsReply, type Launch } from './launch.ts';
import { inertReply, replyTo, type Arrival } from './saml.ts';
import { certificateNotices } from './signing-keys.ts';
import { STAY_SIGNED_IN_DAYS, type Entered } from './sign-in.ts';
import { inTenant, tenantOf } from './tenants.ts';
import type { StoredPosts } from './stored-posts.ts';

/** What a sign-in is read off. */
export type Asked = Pick<Request, 'originalUrl' | 'path' | 'params' | 'headers'>;

const rawQueryOf = ({ originalUrl: url }: Pick<Request, 'originalUrl'>): string =>
  url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
/** The parameters of the address. */
export const queryOf = (request: Pick<Request, 'originalUrl'>): URLSearchParams =>
  new URLSearchParams(rawQueryOf(request));
const formOf = (request: Request): URLSearchParams =>
  new URLSearchParams(typeof request.body === 'string' ? request.body : '');

function arrivalOf(idp: Idp, request: Asked, binding: 'redirect' | 'post', parameters: URLSearchParams): Arrival {
  const { cookie, 'user-agent': userAgent } = request.headers;
  const instance = request.params['instance'];
  return {
    tenant: String(request.params['tenant']),
    ...(typeof instance === 'string' ? { instance } : {}),
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

/** The endpoints and applications of every directory. */
export function indexReply(idp: Idp): Reply {
  const directories = idp.tenants.map((tenant) => directoryFacts(inTenant(idp, tenant)));
  return { kind: 'page', status: 200, view: 'index', title: 'Identity provider', data: { directories } };
}

function directoryFacts(idp: Idp): object {
  const metadataUrl = `/${idp.tenant.id}/federationmetadata/2007-06/federationmetadata.xml`;
  const applications = idp.tenant.applications.map(({ displayName, identifiers, appId, signOnUrl }) => ({
    displayName,
    identifier: identifiers[0],
    metadataUrl: `${metadataUrl}?appid=${appId}`,
    signOnUrl: signOnUrl !== undefined && /^https?:/i.test(signOnUrl) ? signOnUrl : undefined,
  }));
  const entityId = entityIdOf(idp.tenant);
  const ssoUrl = ssoUrlOf(idp.tenant, idp.baseUrl);
  const notices = certificateNotices(idp);
  return { tenant: idp.tenant, ssoUrl, entityId, metadataUrl, applications, notices };
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
export function metadataReply(idp: Idp, segment: string, query: URLSearchParams): Reply {
  const contentType = 'application/samlmetadata+xml; charset=utf-8';
  const form = query.get('form') === 'saml' ? 'saml' : 'entra';
  if (segment === secondTenantId) return { kind: 'document', contentType, body: secondMetadataOf(idp, form) };
  const appId = query.get('appid');
  const common = segment.toLowerCase() === 'common';
  if (common && appId === null) return { kind: 'document', contentType, body: commonMetadataOf(idp, form) };
  const owner = common
    ? idp.tenants.find((one) => one.applications.some((app) => app.appId === appId?.toLowerCase()))
    : undefined;
  const here = owner === undefined ? tenantOf(idp, segment) : tenantOf(idp, owner.id);
  const body = metadataOf(here, form, appId === null ? undefined : applicationById(here, appId));
  return { kind: 'document', contentType, body };
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

const launchOf = (request: Request, parameters: URLSearchParams, entered?: Entered): Launch => ({
  parameters,
  sessionId: cookieIn(request.headers.cookie, SESSION_COOKIE),
  entered,
});

/** What the sign-in pages sent; undefined from the page «Stay signed in?», behind which the session stands already. */
function enteredIn(fields: URLSearchParams): Entered | undefined {
  if (fields.has('stay')) return undefined;
  const secondFactor = fields.get('secondFactor');
  if (secondFactor !== null) return { secondFactor: secondFactor === 'approved' ? 'approved' : 'declined' };
  const userPrincipalName = fields.get('user') ?? fields.get('loginfmt') ?? '';
  const password = fields.get('passwd');
  return { userPrincipalName, ...(password === null ? {} : { password }) };
}

/** The forms of the sign-in pages: what was entered, and what waits for it. */
export async function enteredReply(idp: Idp, request: Request): Promise<Reply> {
  const fields = formOf(request);
  const flow = fields.get('flow') ?? '';
  const parameters = new URLSearchParams(flow);
  const entered = enteredIn(fields);
  const binding = fields.get('binding');
  const reply =
    binding === 'launch'
      ? await launchReply(idp, launchOf(request, parameters, entered))
      : binding === 'home'
        ? await myAppsReply(idp, launchOf(request, parameters, entered))
        : await continued(idp, request, binding === 'post' ? 'post' : 'redirect', fields, entered);
  if (fields.get('stay') !== 'yes') return reply;
  const sessionId = cookieIn(request.headers.cookie, SESSION_COOKIE);
  if (idp.sessions.get(sessionId) === undefined) return reply;
  const cookie = setCookie(idp.baseUrl, SESSION_COOKIE, sessionId ?? '', STAY_SIGNED_IN_DAYS);
  return { ...reply, cookies: [...(reply.cookies ?? []), cookie] };
}

function continued(
  idp: Idp,
  request: Request,
  binding: 'redirect' | 'post',
  fields: URLSearchParams,
  entered: Entered | undefined,
): Promise<Reply> {
  const flow = fields.get('flow') ?? '';
  const arrival = arrivalOf(idp, request, binding, new URLSearchParams(flow));
  const instance = fields.get('instance');
  return replyTo(idp, {
    ...arrival,
    ...(instance === null ? {} : { instance }),
    incoming: { ...arrival.incoming, ...(binding === 'redirect' ? { rawQuery: flow } : {}) },
    entered,
  });
}

/** The user access URL of an application. @throws AadstsError */
export async function startReply(idp: Idp, request: Request): Promise<Reply> {
  const over = inertReply(idp, cookieIn(request.headers.cookie, EXCHANGE_COOKIE), request.path);
  if (over !== undefined) return over;
  const parameters = queryOf(request);
  const { appid } = request.params;
  if (typeof appid === 'string') parameters.set('appid', appid);
  return launchReply(idp, launchOf(request, parameters));
}

/** My Apps. @throws AadstsError 90002 */
export const appsReply = (idp: Idp, request: Request): Promise<Reply> =>
  myAppsReply(idp, launchOf(request, queryOf(request)));

/** Ends the interactive session, and those of its applications. */
export function signedOutReply(idp: Idp, request: Request): Reply {
  return signOutReply(idp, cookieIn(request.headers.cookie, SESSION_COOKIE));
}

/** A request by the Redirect binding, or a post that was turned into a GET. */
export async function redirectReply(idp: Idp, request: Asked, stored: StoredPosts): Promise<Reply> {
  const query = queryOf(request);
  const kept = stored.take(query.get('stored'));
  return replyTo(idp, arrivalOf(idp, request, kept === undefined ? 'redirect' : 'post', kept ?? query));
}

/** Nothing is there; a browser whose exchange is over is told that first. */
export function notFoundReply(idp: Idp, request: Request): Reply {
  const over = inertReply(idp, cookieIn(request.headers.cookie, EXCHANGE_COOKIE), request.path);
  return over ?? problemReply(404, 'Not found', `There is nothing at ${request.method} ${request.path}.`);
}
