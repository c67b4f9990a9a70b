/** The IdP's endpoints as an Express application: reads HTTP, asks the room, writes HTTP. */

import type { RequestListener, ServerResponse } from 'node:http';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { controlRouter } from './control.ts';
import {
  appsReply,
  enteredReply,
  indexReply,
  metadataReply,
  notFoundReply,
  postedReply,
  queryOf,
  redirectReply,
  replyToError,
  startReply,
  signedOutReply,
} from './endpoints.ts';
import { errorLookUpReply } from './error-look-up.ts';
import { armReply, postReply } from './exchange-pages.ts';
import { frontDoor } from './front-door.ts';
import type { Idp } from './idp.ts';
import { exchangeLogoutReply } from './logout-exchange.ts';
import { rendered, type Reply } from './pages.ts';
import { createStoredPosts } from './stored-posts.ts';

/** Longest form that is read: the longest SAMLRequest, percent-encoded, with a RelayState. */
const FORM_LIMIT = '400kb';

function send(response: ServerResponse, reply: Reply): void {
  const { status, headers, body } = rendered(reply);
  response.writeHead(status, {
    ...headers,
    'content-length': Buffer.byteLength(body),
    ...(reply.cookies === undefined ? {} : { 'set-cookie': reply.cookies }),
  });
  response.end(body);
}

const segment = (request: Request, name: string): string => String(request.params[name]);

type Endpoint = (request: Request) => Reply | Promise<Reply>;

const serve =
  (endpoint: Endpoint): RequestHandler =>
  async (request, response) => {
    send(response, await endpoint(request));
  };

/** A part that is loaded with its first request, so that the others are served sooner. */
function whenAsked(load: () => Promise<RequestHandler>): RequestHandler {
  let loaded: Promise<RequestHandler> | undefined;
  return async (request, response, next) => {
    loaded ??= load();
    await (
      await loaded
    )(request, response, next);
  };
}

/** The application for one IdP; it serves nothing from disk. */
export function createApp(idp: Idp): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  const form = express.text({ type: 'application/x-www-form-urlencoded', limit: FORM_LIMIT });
  const stored = createStoredPosts(idp.newToken);

  for (const path of ['/:tenant/saml2', '/:tenant/saml2/:instance']) {
    app.get(
      path,
      serve((request) => redirectReply(idp, request, stored)),
    );
    app.post(
      path,
      form,
      serve((request) => postedReply(idp, request, stored)),
    );
  }
  app.post(
    '/:tenant/login',
    form,
    serve((request) => enteredReply(idp, request)),
  );
  for (const path of ['/api/signin/:appid', '/signin/:name/:appid', '/launcher']) {
    app.get(
      path,
      serve((request) => startReply(idp, request)),
    );
  }
  app.get(
    '/myapps',
    serve((request) => appsReply(idp, request)),
  );
  app.get(
    '/error',
    serve((request) => errorLookUpReply(queryOf(request).get('code'))),
  );
  app.get(
    '/:tenant/federationmetadata/2007-06/federationmetadata.xml',
    serve((request) => metadataReply(idp, segment(request, 'tenant'), queryOf(request))),
  );
  app.get(
    '/exchanges/:token/arm',
    serve((request) => armReply(idp, segment(request, 'token'), queryOf(request).get('continue') ?? undefined)),
  );
  app.get(
    '/exchanges/:token/post',
    serve((request) => postReply(idp, segment(request, 'token'))),
  );
  app.get(
    '/exchanges/:token/logout',
    serve((request) => exchangeLogoutReply(idp, segment(request, 'token'), queryOf(request).has('honest'))),
  );
  app.get(
    '/signout',
    serve((request) => signedOutReply(idp, request)),
  );
  app.get(
    '/',
    serve(() => indexReply(idp)),
  );
  app.use(
    '/admin',
    whenAsked(async () => (await import('./admin/router.ts')).adminRouter(idp)),
  );
  app.use('/control', controlRouter(idp));
  app.use(serve((request) => notFoundReply(idp, request)));
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    send(response, replyToError(idp, error));
  });
  return frontDoor(
    async (asked, response) => send(response, await redirectReply(idp, asked, stored)),
    (error, response) => send(response, replyToError(idp, error)),
    app,
  );
}
