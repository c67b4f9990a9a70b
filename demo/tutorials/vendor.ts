/** What the four sample vendors have in common: a SAML connection that somebody has to set up, sessions, and people. */

import { SAML, ValidateInResponseTo, type SamlConfig } from '@node-saml/passport-saml';
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import session from 'express-session';
import { randomBytes } from 'node:crypto';
import { page, paragraph } from './layout.ts';

/** Who is signed in at the vendor. */
export interface Person {
  /** How the vendor knows the person. */
  id: string;
  attributes: Record<string, unknown>;
}

declare module 'express-session' {
  interface SessionData {
    vendorPerson: Person;
    vendorAdmin: boolean;
  }
}

/** What the vendor was given about the identity provider. */
export interface IdpSettings {
  ssoUrl: string;
  /** PEM or base64. */
  certificates: string[];
  issuer?: string;
}

/** Addresses of a running vendor. */
export interface VendorUrls {
  baseUrl: string;
  entityId: string;
  acsUrl: string;
  signOnUrl: string;
  meUrl: string;
  logoutUrl: string;
  /** Where the vendor side is set up: by the vendor's support, or by the customer. */
  adminUrl: string;
}

export interface Vendor {
  name: string;
  urls: VendorUrls;
  app: Express;
  /** Text of the latest refusals, for tests. */
  refusals: string[];
}

/** A single sign-on connection; undefined settings until the vendor side is done. */
export interface Connection {
  settings: () => IdpSettings | undefined;
  configure: (settings: IdpSettings) => void;
  /** Where the browser has to go. @throws when nothing is configured yet */
  authorizeUrl: (relayState?: string) => Promise<string>;
  /** Who signed in. @throws when the answer is refused */
  consume: (body: Record<string, string>) => Promise<{ nameId: string; attributes: Record<string, unknown> }>;
}

/** @param config what differs from the library's defaults at this vendor */
export function connection(urls: VendorUrls, config: Partial<SamlConfig>): Connection {
  let settings: IdpSettings | undefined;
  let saml: SAML | undefined;
  const ready = (): SAML => {
    if (saml === undefined) throw new Error('single sign-on is not set up yet');
    return saml;
  };
  return {
    settings: () => settings,
    configure: (next) => {
      settings = next;
      saml = new SAML({
        callbackUrl: urls.acsUrl,
        entryPoint: next.ssoUrl,
        issuer: urls.entityId,
        idpCert: next.certificates,
        ...(next.issuer === undefined ? {} : { idpIssuer: next.issuer }),
        // Entra signs the assertion only, unless told otherwise.
        wantAuthnResponseSigned: false,
        validateInResponseTo: ValidateInResponseTo.always,
        acceptedClockSkewMs: 180_000,
        ...config,
      });
    },
    authorizeUrl: (relayState = '') => ready().getAuthorizeUrlAsync(relayState, undefined, {}),
    consume: async (body) => {
      const { profile } = await ready().validatePostResponseAsync(body);
      if (profile === null) throw new Error('the answer names nobody');
      const { attributes } = profile as { attributes?: Record<string, unknown> };
      return { nameId: profile.nameID, attributes: attributes ?? {} };
    },
  };
}

/** First text of a claim; undefined when it was not sent. */
export function claim(attributes: Record<string, unknown>, name: string): string | undefined {
  const value = attributes[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : undefined;
}

/** A new session id for the person who signed in. */
export function beginSession(request: Request, person: Person): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error) => {
      if (error) return reject(error instanceof Error ? error : new Error(String(error)));
      request.session.vendorPerson = person;
      resolve();
    });
  });
}

/** A handler that takes its time; what it throws becomes the page of a refusal. */
export function later(work: (request: Request, response: Response) => Promise<unknown>): RequestHandler {
  // Express 5 waits for the promise and passes what it rejects with on to the error page.
  return async (request, response) => {
    await work(request, response);
  };
}

/** An application with sessions and forms; `finish` adds the pages that come last. */
export function vendorApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(
    session({
      name: 'vendor',
      secret: randomBytes(24).toString('hex'),
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true },
    }),
  );
  app.use(express.urlencoded({ extended: false, limit: '400kb' }));
  return app;
}

const pathOf = (url: string): string => new URL(url).pathname;

/** The pages that every vendor has: who is signed in, sign out, and what went wrong. */
export function finish(app: Express, name: string, urls: VendorUrls, refusals: string[]): void {
  app.get(pathOf(urls.meUrl), (request, response) => {
    const person = request.session.vendorPerson;
    response.set('Cache-Control', 'no-store');
    const asJson = request.query['json'] !== undefined;
    if (person === undefined) {
      if (asJson) response.status(401).json({ error: 'not signed in' });
      else response.status(401).send(page(name, 'Not signed in', `<p><a href="${urls.signOnUrl}">Sign in</a></p>`));
    } else if (asJson) response.json(person);
    else response.send(page(name, 'Welcome', paragraph('Signed in as ', person.id)));
  });
  app.get(pathOf(urls.logoutUrl), (request, response, next) => {
    request.session.destroy((error) => (error ? next(error) : response.send(page(name, 'Signed out', ''))));
  });
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const message = error instanceof Error ? error.message : String(error);
    refusals.push(message);
    response.status(403).send(page(name, 'Sign-in was refused', paragraph('We could not sign you in: ', message)));
  });
}

/** The form fields of a post. */
export function fieldsOf(request: Request): Record<string, string> {
  return Object.fromEntries(
    Object.entries((request.body ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      String(value).trim(),
    ]),
  );
}
