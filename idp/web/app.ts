/** The IdP's endpoints as an Express application: reads HTTP, asks the room, writes HTTP. */

import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { AadstsError } from '../protocol/errors.ts';
import { entityIdOf, ssoUrlOf } from '../protocol/metadata.ts';
import { applicationById, metadataOf } from './metadata.ts';
import { controlRouter, isClientError } from './control.ts';
import { cookieIn, EXCHANGE_COOKIE, ridesCrossSite, SESSION_COOKIE, setCookie } from './cookies.ts';
import { armReply, postReply } from './exchange-pages.ts';
import type { Idp } from './idp.ts';
import { rendered, type Reply } from './pages.ts';
import { errorPage } from './refusal.ts';
import { inertReply, replyTo, requireTenant, type Arrival } from './saml.ts';
import { createStoredPosts } from './stored-posts.ts';

/** Longest form that is read: the longest SAMLRequest, percent-encoded, with a RelayState. */
const FORM_LIMIT = '400kb';

function send(response: Response, reply: Reply): void {
  const { status, headers, body } = rendered(reply);
  response.status(status).set(headers);
  if (reply.cookies !== undefined) response.set('set-cookie', reply.cookies);
  response.end(body);
}

const queryOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');
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
      ...(binding === 'redirect' ? { rawQuery: queryOf(request.originalUrl) } : {}),
      ...(userAgent === undefined ? {} : { userAgent }),
    },
    exchangeToken: cookieIn(cookie, EXCHANGE_COOKIE),
    sessionId: cookieIn(cookie, SESSION_COOKIE),
  };
}

function indexReply(idp: Idp): Reply {
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

function replyToError(idp: Idp, error: unknown): Reply {
  if (error instanceof AadstsError) return errorPage(idp, error);
  if (isClientError(error)) {
    const code = error.status === 413 ? '90015' : '75001';
    return errorPage(
      idp,
      new AadstsError(code, `The request cannot be read: ${error.message}.`, { status: error.status }),
    );
  }
  idp.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return problemReply(
    500,
    'samlproof failed',
    `This is a fault of samlproof, not of the service provider: ${String(error)}`,
  );
}

/** The application for one IdP; it serves nothing from disk. */
export function createApp(idp: Idp): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  const form = express.text({ type: 'application/x-www-form-urlencoded', limit: FORM_LIMIT });
  const stored = createStoredPosts(idp.newToken);

  app.get('/:tenant/saml2', async (request, response) => {
    const query = new URLSearchParams(queryOf(request.originalUrl));
    const kept = stored.take(query.get('stored'));
    const arrival =
      kept === undefined ? arrivalOf(idp, request, 'redirect', query) : arrivalOf(idp, request, 'post', kept);
    send(response, await replyTo(idp, arrival));
  });
  app.post('/:tenant/saml2', form, async (request, response) => {
    const arrival = arrivalOf(idp, request, 'post', formOf(request));
    // A Lax cookie does not ride on a cross-site post, but does on the GET that it is turned into.
    if (!ridesCrossSite(idp.baseUrl) && arrival.exchangeToken === undefined && arrival.sessionId === undefined) {
      const location = `${request.path}?stored=${stored.keep(arrival.incoming.parameters)}`;
      send(response, { kind: 'redirect', status: 303, location });
    } else send(response, await replyTo(idp, arrival));
  });
  app.post('/:tenant/login', form, async (request, response) => {
    const fields = formOf(request);
    const flow = fields.get('flow') ?? '';
    const binding = fields.get('binding') === 'post' ? 'post' : 'redirect';
    const arrival = arrivalOf(idp, request, binding, new URLSearchParams(flow));
    const incoming = { ...arrival.incoming, ...(binding === 'redirect' ? { rawQuery: flow } : {}) };
    send(response, await replyTo(idp, { ...arrival, incoming, picked: fields.get('user') ?? '' }));
  });

  app.get('/:tenant/federationmetadata/2007-06/federationmetadata.xml', (request, response) => {
    requireTenant(idp, request.params.tenant);
    const query = new URLSearchParams(queryOf(request.originalUrl));
    const appId = query.get('appid');
    const application = appId === null ? undefined : applicationById(idp, appId);
    const xml = metadataOf(idp, query.get('form') === 'saml' ? 'saml' : 'entra', application);
    response.set({ 'content-type': 'application/samlmetadata+xml; charset=utf-8', 'cache-control': 'no-store' });
    response.end(xml);
  });

  app.get('/exchanges/:token/arm', (request, response) => {
    const next = new URLSearchParams(queryOf(request.originalUrl)).get('continue') ?? undefined;
    send(response, armReply(idp, request.params.token, next));
  });
  app.get('/exchanges/:token/post', (request, response) => send(response, postReply(idp, request.params.token)));

  app.get('/signout', (request, response) => {
    idp.sessions.end(cookieIn(request.headers.cookie, SESSION_COOKIE));
    const cookies = [setCookie(idp.baseUrl, SESSION_COOKIE, '')];
    send(response, { kind: 'page', status: 200, view: 'signed-out', title: 'Signed out', data: {}, cookies });
  });
  app.get('/', (_request, response) => send(response, indexReply(idp)));
  app.use('/control', controlRouter(idp));

  app.use((request: Request, response: Response) => {
    const over = inertReply(idp, cookieIn(request.headers.cookie, EXCHANGE_COOKIE), request.path);
    send(response, over ?? problemReply(404, 'Not found', `There is nothing at ${request.method} ${request.path}.`));
  });
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    send(response, replyToError(idp, error));
  });
  return app;
}
