/** A careful sample on samlify, set up as its documentation says, with request state in the session. */

import express, { type NextFunction, type Request, type Response } from 'express';
import session from 'express-session';
import { XmlDocument } from 'libxml2-wasm';
import { randomBytes } from 'node:crypto';
import * as samlify from 'samlify';
import { noteRefusal, type Site, type SiteOptions, type SiteUrls } from './options.ts';
import { answerLogoutMessage, answerProtectedPage, page, refusalPage, type Person } from './pages.ts';

declare module 'express-session' {
  interface SessionData {
    requestId: string;
    person: Person;
    sessionIndex: string | undefined;
  }
}

/**
 * The schema validator that samlify asks for (one per process). This one checks that the text is well-formed and has
 * no DOCTYPE; it does not validate against the SAML schemas.
 */
function validate(text: string): Promise<string> {
  const document = XmlDocument.fromString(text);
  try {
    return document.dtd === null ? Promise.resolve('well-formed') : Promise.reject(new Error('a DOCTYPE'));
  } finally {
    document.dispose();
  }
}

const binding = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
};

function entities(urls: SiteUrls, { idp }: SiteOptions) {
  const settings = {
    entityID: urls.entityId,
    wantAssertionsSigned: true,
    assertionConsumerService: [{ Binding: binding.post, Location: urls.acsUrl }],
  };
  return {
    settings,
    sp: samlify.ServiceProvider(settings),
    idp: samlify.IdentityProvider({
      entityID: idp.entityId,
      signingCert: idp.certificates,
      singleSignOnService: [
        { Binding: binding.redirect, Location: idp.ssoUrl },
        { Binding: binding.post, Location: idp.ssoUrl },
      ],
      // Entra answers sign-out requests where it answers sign-in requests.
      singleLogoutService: [{ Binding: binding.redirect, Location: idp.sloUrl ?? idp.ssoUrl }],
    }),
  };
}

type Entities = ReturnType<typeof entities>;

function startSignIn({ sp, idp }: Entities, request: Request, response: Response, post: boolean): void {
  const { id, context, ...rest } = sp.createLoginRequest(idp, post ? 'post' : 'redirect');
  request.session.requestId = id;
  if (!post) return response.redirect(302, context);
  const action = 'entityEndpoint' in rest ? rest.entityEndpoint : '';
  response.send(
    page(
      'Signing in',
      `<form method="post" action="${action}"><input type="hidden" name="SAMLRequest" value="${context}">` +
        '<button>Continue</button></form><script>document.forms[0].submit()</script>',
    ),
  );
}

interface SignedIn {
  person: Person;
  sessionIndex: string | undefined;
}

async function consume({ sp, idp }: Entities, request: Request, required: readonly string[]): Promise<SignedIn> {
  const { extract } = await sp.parseLoginResponse(idp, 'post', { body: request.body as Record<string, unknown> });
  const asked = request.session.requestId;
  if (asked === undefined || extract.response?.['inResponseTo'] !== asked) throw new Error('not asked for');
  const attributes = extract.attributes ?? {};
  const missing = required.find((name) => attributes[name] === undefined);
  if (missing !== undefined || typeof extract.nameID !== 'string') throw new Error(`${missing ?? 'NameID'} is missing`);
  const sessionIndex: unknown = extract.sessionIndex?.['sessionIndex'];
  return {
    person: { nameId: extract.nameID, attributes },
    sessionIndex: typeof sessionIndex === 'string' ? sessionIndex : undefined,
  };
}

/**
 * A request of our own, as its documentation shows. Those of the identity provider are not taken: the library reads neither
 * their NotOnOrAfter nor compares their Issuer.
 */
function logoutLocation({ sp, idp }: Entities, { session: { person, sessionIndex } }: Request): string | undefined {
  if (person === undefined) return undefined;
  const user = { logoutNameID: person.nameId, ...(sessionIndex === undefined ? {} : { sessionIndex }) };
  return sp.createLogoutRequest(idp, 'redirect', user).context;
}

/** A new session identifier for the signed-in person (express-session's documentation on fixation). */
function renew(request: Request, { person, sessionIndex }: SignedIn): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error) => {
      if (error) return reject(error instanceof Error ? error : new Error(String(error)));
      request.session.person = person;
      request.session.sessionIndex = sessionIndex;
      resolve();
    });
  });
}

/** Errors reach the error page: express 5 waits for the promise. */
async function signInWith(both: Entities, request: Request, response: Response, required: string[]): Promise<void> {
  await renew(request, await consume(both, request, required));
  response.redirect(303, '/me');
}

export function samlifySite(urls: SiteUrls, options: SiteOptions): Site {
  samlify.setSchemaValidator({ validate });
  const both = entities(urls, options);
  const refusals: string[] = [];
  const https = urls.baseUrl.startsWith('https:');
  const cookie = { httpOnly: true, secure: https, ...(https ? { sameSite: 'none' as const } : {}) };
  const app = express();
  app.disable('x-powered-by');
  app.use(session({ secret: randomBytes(24).toString('hex'), resave: false, saveUninitialized: false, cookie }));
  app.get('/', (_request, response) => response.send(page('Notes', '<p><a href="/login">Sign in</a></p>')));
  app.get('/login', (request, response) => startSignIn(both, request, response, options.requestBinding === 'post'));
  app.post('/saml/acs', express.urlencoded({ extended: false }), (request, response) =>
    signInWith(both, request, response, options.requiredClaims ?? ['email']),
  );
  app.get('/saml/metadata', (_request, response) => {
    response.type('application/samlmetadata+xml').send(both.sp.getMetadata());
  });
  app.get('/me', (request, response) => {
    answerProtectedPage(request, response, request.session.person, options.onSignedOut ?? 'status');
  });
  app.get('/saml/slo', answerLogoutMessage);
  app.get('/logout', (request, response, next) => {
    const location = logoutLocation(both, request);
    request.session.destroy((error) => {
      if (error) next(error);
      else if (location === undefined) response.send(page('Signed out', ''));
      else response.redirect(302, location);
    });
  });
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    noteRefusal(refusals, error instanceof Error ? error.message : String(error));
    response.status(403).send(refusalPage());
  });
  const printable = { ...both.settings, schemaValidator: 'well-formed, no DOCTYPE', requestState: 'session' };
  return { app, refusals, printable };
}
