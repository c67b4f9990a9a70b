/** Service providers that cannot tell anything apart: the floor and the ceiling of every verdict. */

import express, { type Express, type Request } from 'express';
import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { listen } from './listen.ts';
import { urlsOf, type IdpFacts, type Sample, type SiteUrls } from './options.ts';
import { answerProtectedPage, refusalPage, type Person } from './pages.ts';
import { profileOf } from './profile.ts';

/** `refuses-all` lets nobody in, `accepts-all` anybody whose name it can find and out whoever is told to go, `broken` answers 500 to everything. */
export type FakeKind = 'refuses-all' | 'accepts-all' | 'broken';

export interface FakeOptions {
  kind: FakeKind;
  idp: IdpFacts;
  port?: number;
  host?: string;
  https?: { key: string; cert: string };
  killAfterPosts?: number;
}

function requestUrl(urls: SiteUrls, idp: IdpFacts): string {
  const xml =
    `<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${randomBytes(20).toString('hex')}"` +
    ` Version="2.0" IssueInstant="${new Date().toISOString()}" AssertionConsumerServiceURL="${urls.acsUrl}">` +
    `<a:Issuer xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion">${urls.entityId}</a:Issuer></p:AuthnRequest>`;
  const parameters = new URLSearchParams({ SAMLRequest: deflateRawSync(xml).toString('base64') });
  return `${idp.ssoUrl}${idp.ssoUrl.includes('?') ? '&' : '?'}${parameters.toString()}`;
}

function anyName(body: unknown): string {
  const sent = (body as { SAMLResponse?: unknown } | undefined)?.SAMLResponse;
  const text = Buffer.from(typeof sent === 'string' ? sent : '', 'base64').toString();
  return /<(?:[\w-]+:)?NameID[^>]*>([^<]*)</.exec(text)?.[1] ?? 'somebody';
}

function sessionKey(request: Request): string | undefined {
  return /(?:^|;\s*)fake=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
}

function fakeSite(kind: FakeKind, urls: SiteUrls, idp: IdpFacts): Express {
  const people = new Map<string, Person>();
  const app = express();
  if (kind === 'broken') {
    app.use((_request, response) => {
      response.status(500).send('broken');
    });
    return app;
  }
  app.get('/login', (_request, response) => response.redirect(302, requestUrl(urls, idp)));
  // By whatever method: who lets everybody in asks for no form either.
  app.all('/saml/acs', express.urlencoded({ extended: false, limit: '20mb' }), (request, response) => {
    if (kind === 'refuses-all') {
      response.status(403).send(refusalPage());
      return;
    }
    const key = randomBytes(16).toString('hex');
    people.set(key, { nameId: anyName(request.body), attributes: {} });
    response.append('Set-Cookie', `fake=${key}; Path=/; HttpOnly`).redirect(303, '/me');
  });
  app.all('/saml/slo', (request, response) => {
    if (kind === 'accepts-all') people.delete(sessionKey(request) ?? '');
    response.redirect(303, '/me');
  });
  app.get('/me', (request, response) => {
    const named = kind === 'accepts-all' ? request.get('X-Forwarded-User') : undefined;
    const person = named === undefined ? people.get(sessionKey(request) ?? '') : { nameId: named, attributes: {} };
    answerProtectedPage(request, response, person, 'status');
  });
  return app;
}

/** Starts a fake on loopback. @throws when the port is taken. */
export async function startFake(options: FakeOptions): Promise<Omit<Sample, 'kind'> & { kind: FakeKind }> {
  const server = await listen(options);
  const urls = urlsOf(server.baseUrl);
  server.serve(fakeSite(options.kind, urls, options.idp));
  return {
    ...urls,
    kind: options.kind,
    options: { fake: options.kind },
    refusals: [],
    profile: () => {
      const { sp, ...rest } = profileOf('strict', urls, { idp: options.idp });
      const { metadata: _none, ...endpoints } = sp as Record<string, unknown>;
      return { ...rest, name: `Fake that ${options.kind}`, sp: endpoints, capabilities: [] };
    },
    kill: server.kill,
    close: server.close,
  };
}
