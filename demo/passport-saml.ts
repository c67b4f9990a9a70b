/** A careful sample on @node-saml/passport-saml, set up as its documentation says. */

import {
  Strategy,
  ValidateInResponseTo,
  type PassportSamlConfig,
  type Profile,
  type VerifiedCallback,
} from '@node-saml/passport-saml';
import express, { type NextFunction, type Request, type Response } from 'express';
import session from 'express-session';
import { randomBytes } from 'node:crypto';
import passportModule from 'passport';
import { selfSignedCertificate } from './certificate.ts';
import { noteRefusal, type Site, type SiteOptions, type SiteUrls } from './options.ts';
import { answerLogoutMessage, answerProtectedPage, page, refusalPage, type Person } from './pages.ts';

/** What differs from the library's defaults, and why; the rest is left as it comes. */
export function passportSamlOptions(urls: SiteUrls, options: SiteOptions): PassportSamlConfig {
  return {
    callbackUrl: urls.acsUrl,
    entryPoint: options.idp.ssoUrl,
    issuer: urls.entityId,
    idpCert: options.idp.certificates,
    // Entra signs the assertion only, unless told otherwise.
    wantAuthnResponseSigned: false,
    // The default keeps no request state and accepts any InResponseTo.
    validateInResponseTo: ValidateInResponseTo.always,
    // Its documentation, «Configuration»: the key that encrypted assertions are decrypted with.
    decryptionPvk: decryptionKey().key,
    ...(options.requestBinding === 'post' ? { authnRequestBinding: 'HTTP-POST' } : {}),
  };
}

let made: { key: string; cert: string } | undefined;

/** One a process, made when it is first needed. */
function decryptionKey(): { key: string; cert: string } {
  made ??= selfSignedCertificate('encryption.sp.invalid');
  return made;
}

const protocolFields = new Set([
  'issuer',
  'sessionIndex',
  'nameID',
  'nameIDFormat',
  'inResponseTo',
  'ID',
  'attributes',
]);

/** The session keeps what a LogoutRequest must name. */
type SignedIn = Person & Pick<Profile, 'issuer' | 'nameID' | 'nameIDFormat' | 'sessionIndex'>;

function personOf(profile: Profile): SignedIn {
  const own = profile['attributes'];
  const attributes = own !== null && typeof own === 'object' ? own : profile;
  const shown = Object.entries(attributes).filter(
    ([name, value]) => typeof value !== 'function' && !(attributes === profile && protocolFields.has(name)),
  );
  const { issuer, nameID, nameIDFormat, sessionIndex } = profile;
  const named = { issuer, nameID, nameIDFormat, ...(sessionIndex === undefined ? {} : { sessionIndex }) };
  return { nameId: nameID, attributes: Object.fromEntries(shown), ...named };
}

function strategyOf(config: PassportSamlConfig, required: readonly string[]): Strategy {
  return new Strategy(
    config,
    (profile: Profile | null, done: VerifiedCallback) => {
      const person = profile === null ? undefined : personOf(profile);
      const missing = required.find((name) => person?.attributes[name] === undefined);
      if (person === undefined || missing !== undefined) done(null, undefined, { message: `${missing} is missing` });
      else done(null, { ...person });
    },
    (_profile: Profile | null, done: VerifiedCallback) => done(null),
  );
}

/**
 * Sends a LogoutRequest, after the session here has ended. Those of the identity provider are not taken: the library's
 * documentation says that it does not provide for them out of the box.
 */
function signOut(strategy: Strategy, request: Request, response: Response, next: NextFunction): void {
  const end = (location: string | null | undefined): void =>
    request.logout((error) => {
      if (error) next(error);
      else if (typeof location === 'string') response.redirect(302, location);
      else response.send(page('Signed out', ''));
    });
  if (request.user === undefined) end(null);
  else strategy.logout(request as never, (_error, location) => end(location));
}

export function passportSamlSite(urls: SiteUrls, options: SiteOptions): Site {
  const config = passportSamlOptions(urls, options);
  const strategy = strategyOf(config, options.requiredClaims ?? ['email']);
  const refusals: string[] = [];
  const passport = new passportModule.Authenticator();
  passport.use(strategy as never);
  passport.serializeUser((user, done) => done(null, user));
  passport.deserializeUser((user, done) => done(null, user as Express.User));
  const https = urls.baseUrl.startsWith('https:');
  const cookie = { httpOnly: true, secure: https, ...(https ? { sameSite: 'none' as const } : {}) };
  const app = express();
  app.disable('x-powered-by');
  app.use(session({ secret: randomBytes(24).toString('hex'), resave: false, saveUninitialized: false, cookie }));
  app.use(passport.initialize());
  app.use(passport.session());
  app.get('/', (_request, response) => response.send(page('Notes', '<p><a href="/login">Sign in</a></p>')));
  app.get('/login', passport.authenticate('saml'));
  app.post(
    '/saml/acs',
    express.urlencoded({ extended: false }),
    passport.authenticate('saml', { failWithError: true }),
    (_request: Request, response: Response) => response.redirect(303, '/me'),
  );
  app.get('/saml/metadata', (_request, response) => {
    response.type('application/samlmetadata+xml').send(strategy.generateServiceProviderMetadata(decryptionKey().cert));
  });
  app.get('/me', (request, response) => {
    answerProtectedPage(request, response, request.user as Person | undefined, options.onSignedOut ?? 'status');
  });
  app.get('/saml/slo', answerLogoutMessage);
  app.get('/logout', (request, response, next) => signOut(strategy, request, response, next));
  app.use((error: Error, _request: Request, response: Response, _next: NextFunction) => {
    noteRefusal(refusals, error.message);
    // The library reports a bad assertion as an error, which express answers with status 500.
    response.status(500).send(refusalPage());
  });
  const { idpCert: _certificates, decryptionPvk: _key, ...printable } = config;
  return { app, refusals, printable };
}
