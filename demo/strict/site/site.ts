/** Our own sample service provider: its routes. */

import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { noteRefusal, type Site, type SiteOptions, type SiteUrls } from '../../options.ts';
import { answerProtectedPage, escapeHtml, page, refusalPage } from '../../pages.ts';
import { createPolicy, Refusal, type Policy } from '../policy.ts';
import { receive, type ServiceProvider } from '../receive.ts';
import { trustedKeys } from '../signature/keys.ts';
import {
  accountAsKept,
  headersOf,
  metadataAsPublished,
  personOf,
  relayStateAsSent,
  rendered,
  requestAsSent,
  urlsFor,
} from './careless.ts';
import { personCookie, readSessionCookie, sessionCookie } from './cookie.ts';
import { fetchEntity } from './fetch-entity.ts';
import { logoutRoutes } from './logout.ts';
import { logoutKey } from './logout-key.ts';
import { createLoad, type Load } from './load.ts';
import { metadata, type MetadataFacts } from './metadata.ts';
import { encryptionKeys, lendSigningKey, ownSigningKeys } from './own-keys.ts';
import { reloadMetadata } from './reload.ts';
import { destinationAfter, wantedPage } from './relay-state.ts';
import { authnRequest, newRelayState, newRequestId, postForm, redirectUrl } from './request.ts';
import { createReplayCache, createSessions, type Account, type Session } from './sessions.ts';

interface Context {
  options: SiteOptions;
  urls: SiteUrls;
  sp: ServiceProvider;
  policy: Policy;
  refusals: string[];
  requestCount: number;
  load: Load;
  /** As they were at the first sign-in, by NameID. */
  accounts: Map<string, Account>;
}

function sessionOf(request: Request, { sp }: Context): Session | undefined {
  return sp.sessions.get(readSessionCookie(request.headers.cookie));
}

function formOf(request: Request): Record<string, unknown> {
  return (request.body ?? {}) as Record<string, unknown>;
}

function setCookie(response: Response, session: Session, { policy }: Context): void {
  response.append('Set-Cookie', sessionCookie(session.id, policy));
}

function startSignIn(request: Request, response: Response, context: Context): void {
  const { options, urls, sp, policy } = context;
  const { forceAuthn } = options;
  const target = wantedPage(request.query['target'], '/me');
  const session = sessionOf(request, context) ?? sp.sessions.create();
  const id = newRequestId(policy, (context.requestCount += 1));
  const relayState = relayStateAsSent(newRelayState(policy, urls.baseUrl + target), target, policy);
  const { ssoUrl } = options.idp;
  const now = sp.clock.now();
  sp.sessions.addRequest(session, { id, relayState, target, freshAfter: forceAuthn === true ? now : undefined });
  const xml = requestAsSent(
    authnRequest(id, { ...urlsFor(request, urls, policy), ssoUrl, now, forceAuthn, policy }),
    now,
    policy,
  );
  setCookie(response, session, context);
  response.set('Cache-Control', 'no-store');
  if (options.requestBinding === 'post') response.send(postForm(ssoUrl, xml, relayState));
  else response.redirect(302, redirectUrl(ssoUrl, xml, relayState, policy, signsRequests(options)));
}

/** An enveloped signature, which the POST binding wants, is not what this sample makes. */
function signsRequests({ signRequests, requestBinding }: SiteOptions): boolean {
  return signRequests === true && requestBinding !== 'post';
}

function relayStateOf(form: Record<string, unknown>): string {
  const sent = form['RelayState'];
  return typeof sent === 'string' ? sent : '';
}

/** Name and status message of a refused message, with their markup. */
function unescaped(message: string): string {
  const parts = /<(?:\w+:)?(NameID|StatusMessage)[^>]*>([^<]*)</g;
  return Array.from(message.matchAll(parts), ([, , text = '']) =>
    text.replace(/&lt;/g, '<').replace(/&gt;/g, '>'),
  ).join(' ');
}

function refuse(error: unknown, request: Request, response: Response, context: Context): void {
  const { policy, sp } = context;
  const text = error instanceof Error ? error.message : String(error);
  noteRefusal(context.refusals, error instanceof Refusal ? `${error.check}: ${text}` : `fault: ${text}`);
  const message = Buffer.from(String(formOf(request)['SAMLResponse']), 'base64').toString();
  if (policy.forgets('no-session-on-reject')) {
    const session = sessionOf(request, context) ?? sp.sessions.create();
    session.refusedName = unescaped(message);
    setCookie(response, session, context);
  }
  const hint =
    error instanceof Refusal && error.check.startsWith('required-claims') ? `<p>${escapeHtml(text)}</p>` : '';
  const stack = error instanceof Error ? (error.stack ?? text) : text;
  const detail = policy.forgets('error-detail') ? `<pre>${escapeHtml(`${stack}\n\n${message}`)}</pre>` : hint;
  const repeated = [text, unescaped(message), relayStateOf(formOf(request))];
  const echo = policy.forgets('error-escape') ? repeated.map((one) => `<p>${one}</p>`).join('') : '';
  response.status(policy.forgets('error-status') ? 500 : 403).send(refusalPage(detail + echo));
}

async function consumeAssertion(request: Request, response: Response, context: Context): Promise<void> {
  const { sp, policy } = context;
  const { origin } = new URL(sp.acsUrl);
  const binding = request.method === 'GET' ? 'get' : 'post';
  const form = binding === 'get' ? request.query : formOf(request);
  response.set('Cache-Control', 'no-store');
  try {
    const session = sessionOf(request, context);
    const { account: opened, request: answered } = await context.load.around(() => receive(form, session, sp, binding));
    const account = accountAsKept(await context.load.share(opened), context.accounts, policy);
    const location = destinationAfter(form['RelayState'], answered, { home: '/me', origin }, policy);
    const signedIn = session === undefined ? sp.sessions.create() : sp.sessions.rotate(session);
    signedIn.account = account;
    setCookie(response, signedIn, context);
    if (policy.forgets('session-on-server')) response.append('Set-Cookie', personCookie(account.nameId, policy));
    const values = [...Object.values(account.attributes).flat(), relayStateOf(form)];
    for (const [name, value] of headersOf(values, policy)) response.append(name, value);
    const foreign = answered !== undefined && form['RelayState'] !== answered.relayState;
    if (foreign && policy.forgets('relay-state-escape')) {
      response.send(page('Notes', `<p>Welcome. <a href="/me">Go on</a> (${relayStateOf(form)})</p>`));
    } else response.status(303).setHeader('Location', location).end();
  } catch (error) {
    refuse(error, request, response, context);
  }
}

const certificates = (): Pick<MetadataFacts, 'signingCertificate' | 'encryptionCertificates'> => ({
  signingCertificate: logoutKey().certificate,
  encryptionCertificates: encryptionKeys().map(({ certificate }) => certificate),
});

function routes(context: Context): Express {
  const { options, urls, sp, policy } = context;
  const sloUrl = `${urls.baseUrl}/saml/slo`;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/', (_request, response) => response.send(page('Notes', '<p><a href="/login">Sign in</a></p>')));
  app.get('/login', (request, response) => startSignIn(request, response, context));
  app.post(
    '/saml/acs',
    express.urlencoded({ extended: false, limit: policy.forgets('message-size') ? '50mb' : '1mb' }),
    (request, response) => consumeAssertion(request, response, context),
  );
  if (policy.forgets('post-binding') || policy.forgets('redirect-signature'))
    app.get('/saml/acs', (request, response) => consumeAssertion(request, response, context));
  app.all('/saml/acs', (_request, response) => response.status(405).set('Allow', 'POST').send(refusalPage()));
  app.get('/saml/metadata', (_request, response) => {
    const wantAssertionsSigned = policy.isOverStrict('assertion-signature-required');
    const authnRequestsSigned = signsRequests(options);
    response
      .type('application/samlmetadata+xml')
      .send(
        metadataAsPublished(
          metadata({ ...urls, ...certificates(), wantAssertionsSigned, authnRequestsSigned, sloUrl, policy }),
          sp.clock.now(),
          policy,
        ),
      );
  });
  const { metadataUrl } = options.idp;
  if (metadataUrl !== undefined) {
    app.post('/reload', async (_request, response) => {
      await reloadMetadata(metadataUrl, context.sp);
      response.status(204).end();
    });
  }
  const escaped = policy.forgets('escape-html') ? (text: string): string => text : escapeHtml;
  const escape = policy.forgets('template-values') ? (text: string): string => rendered(escaped(text)) : escaped;
  app.get('/me', (request, response) => {
    const { account: kept, refusedName } = sessionOf(request, context) ?? {};
    const account = personOf(request.headers, kept, policy);
    if (account === undefined && refusedName !== undefined) response.status(401).json({ nameId: refusedName });
    else answerProtectedPage(request, response, account, options.onSignedOut ?? 'status', escape);
  });
  logoutRoutes(app, { ...context, sloUrl, idpSloUrl: options.idp.sloUrl ?? options.idp.ssoUrl });
  app.use((error: Error & { status?: number }, _request: Request, response: Response, _next: NextFunction) => {
    noteRefusal(context.refusals, error.message);
    response.status(error instanceof Refusal ? 400 : (error.status ?? 500)).send(refusalPage());
  });
  return app;
}

/** Our own service provider, with its checks in place but for those that it is told to forget. */
export function strictSite(urls: SiteUrls, options: SiteOptions): Site {
  const policy = createPolicy(options.forget, options.overStrict);
  const { secondIdp } = options;
  if (options.lendKey === true) lendSigningKey();
  const sp: ServiceProvider = {
    entityId: urls.entityId,
    acsUrl: urls.acsUrl,
    idp: { entityId: options.idp.entityId, keys: trustedKeys(options.idp.certificates) },
    otherIdps:
      secondIdp === undefined ? [] : [{ entityId: secondIdp.entityId, keys: trustedKeys(secondIdp.certificates) }],
    ownKeys: ownSigningKeys(),
    decryptionKeys: encryptionKeys().map(({ privateKey }) => privateKey),
    owners: new Map(),
    clock: { now: options.now ?? (() => new Date()), toleranceSeconds: options.clockSkewSeconds ?? 180 },
    unsolicited: options.unsolicited ?? true,
    requiredClaims: options.requiredClaims ?? ['email'],
    closedDirectory: options.knownUsers,
    domains: options.domains,
    sessions: createSessions(policy),
    replayed: createReplayCache(),
    fetchEntity,
    policy,
  };
  const refusals: string[] = [];
  return {
    app: routes({
      options,
      urls,
      sp,
      policy,
      refusals,
      requestCount: 0,
      load: createLoad(policy),
      accounts: new Map(),
    }),
    refusals,
    printable: {
      forgets: options.forget ?? [],
      overStrict: options.overStrict ?? [],
      clockSkewSeconds: sp.clock.toleranceSeconds,
      unsolicited: sp.unsolicited,
      requiredClaims: sp.requiredClaims,
    },
  };
}
