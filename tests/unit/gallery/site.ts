/**
 * A service provider that stands in for all applications of the gallery: the checks are those of the careful sample, the
 * server answers at any address. The Host header says which vendor is meant, so identifiers and URLs stay the vendors' own.
 */

import { randomBytes } from 'node:crypto';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPolicy, Refusal } from '../../../demo/strict/policy.ts';
import { receive, type ServiceProvider } from '../../../demo/strict/receive.ts';
import { trustedKeys } from '../../../demo/strict/signature/keys.ts';
import { authnRequest, redirectUrl } from '../../../demo/strict/site/request.ts';
import { createReplayCache, createSessions, type Session } from '../../../demo/strict/site/sessions.ts';

/** How one application is set up at the vendor. */
export interface Vendor {
  /** What the vendor calls itself in requests. */
  entityId: string;
  /** What it expects as the audience. */
  audience: string;
  acsUrl: string;
  requiredClaims: string[];
  /** Demands SHA-1 signatures, as one tutorial of 2018 does; the careful sample refuses them otherwise. */
  sha1: boolean;
  idp: { entityId: string; ssoUrl: string; certificate: string };
}

/** What a browser got. */
export interface Got {
  status: number;
  location: string | undefined;
  cookie: string | undefined;
  body: string;
}

export interface Site {
  configure: (vendor: Vendor) => void;
  /** GET or, with a form, POST of a vendor's URL. */
  open: (url: string, cookie?: string, form?: Record<string, string>) => Promise<Got>;
  close: () => Promise<void>;
}

function providerOf({ audience, acsUrl, requiredClaims, sha1, idp }: Vendor): ServiceProvider {
  const policy = createPolicy(sha1 ? ['weak-algorithm'] : []);
  return {
    entityId: audience,
    acsUrl,
    idp: { entityId: idp.entityId, keys: trustedKeys([idp.certificate]) },
    clock: { now: () => new Date(), toleranceSeconds: 180 },
    unsolicited: true,
    requiredClaims,
    closedDirectory: undefined,
    sessions: createSessions(policy),
    replayed: createReplayCache(),
    fetchEntity: () => Promise.resolve(''),
    policy,
  };
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of message.setEncoding('utf8')) body += String(chunk);
  return body;
}

/** The whole vendor: sign-in starts at /login, the ACS is where it was configured, /me shows who is signed in. */
class Application {
  readonly vendor: Vendor;
  private readonly sp: ServiceProvider;

  constructor(vendor: Vendor) {
    this.vendor = vendor;
    this.sp = providerOf(vendor);
  }

  async answer(url: string, message: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = this.sp.sessions.get(/sp=([^;]+)/.exec(message.headers.cookie ?? '')?.[1]);
    if (message.method === 'POST' && url === new URL(this.vendor.acsUrl).href)
      return this.consume(session, message, response);
    if (new URL(url).pathname === '/login') return this.start(response);
    response.writeHead(session?.account === undefined ? 401 : 200).end(JSON.stringify(session?.account ?? null));
  }

  private start(response: ServerResponse): void {
    const session = this.sp.sessions.create();
    const id = `_${randomBytes(16).toString('hex')}`;
    const { entityId, acsUrl, idp } = this.vendor;
    const { policy } = this.sp;
    this.sp.sessions.addRequest(session, { id, relayState: 'state', target: '/me' });
    const xml = authnRequest(id, { entityId, acsUrl, ssoUrl: idp.ssoUrl, now: new Date(), policy });
    response
      .writeHead(302, { location: redirectUrl(idp.ssoUrl, xml, 'state', policy), 'set-cookie': `sp=${session.id}` })
      .end();
  }

  private async consume(
    before: Session | undefined,
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      const form = Object.fromEntries(new URLSearchParams(await bodyOf(message)));
      const { account } = await receive(form, before, this.sp);
      const session = before === undefined ? this.sp.sessions.create() : this.sp.sessions.rotate(before);
      session.account = account;
      response.writeHead(303, { location: '/me', 'set-cookie': `sp=${session.id}` }).end();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      response.writeHead(403).end(`${error.check}: ${error.message}`);
    }
  }
}

/** Starts the stand-in on a random loopback port. */
export async function startSite(): Promise<Site> {
  const applications = new Map<string, Application>();
  const server = createServer((message, response) => {
    const url = `https://${message.headers.host}${message.url}`;
    const application = applications.get(url) ?? applications.get(new URL(url).origin);
    if (application === undefined) response.writeHead(404).end(`nobody is configured at ${url}`);
    else {
      application.answer(url, message, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    configure: (vendor) => {
      const application = new Application(vendor);
      applications.set(new URL(vendor.acsUrl).href, application);
      applications.set(new URL(vendor.acsUrl).origin, application);
    },
    open: (url, cookie, form) => get(port, new URL(url), cookie, form),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function get(port: number, url: URL, cookie?: string, form?: Record<string, string>): Promise<Got> {
  const body = form === undefined ? undefined : new URLSearchParams(form).toString();
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        host: '127.0.0.1',
        port,
        path: `${url.pathname}${url.search}`,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          host: url.host,
          ...(cookie === undefined ? {} : { cookie }),
          ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
      },
      (message) => {
        const { statusCode = 0, headers } = message;
        bodyOf(message).then(
          (text) =>
            resolve({
              status: statusCode,
              location: headers.location,
              cookie: headers['set-cookie']?.[0]?.split(';')[0],
              body: text,
            }),
          reject,
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
