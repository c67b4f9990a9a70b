/** A tiny IdP and tiny SPs for the drivers' tests: no XML, only the walk of a sign-in. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import type { ArmedExchange, IdpPort } from '../../../scenarios/drive/idp-port.ts';
import type { SignInProfile } from '../../../scenarios/drive/driver.ts';
import type { Transcript } from '../../../idp/protocol/types.ts';

export interface Served {
  baseUrl: string;
  close: () => Promise<void>;
}

export async function serve(app: Express): Promise<Served> {
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Armed {
  transcript: Transcript;
  times: number;
  hold: boolean;
  over: 'page' | 'nothing';
  answer: string | null;
  name: string;
}

export interface StandInIdp extends Served, IdpPort {
  armed: Map<string, Armed>;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A form that posts itself: `acs|message`. */
function page(answer: string): string {
  const [acs = '', value = ''] = answer.split('|');
  return `<form method="post" action="${acs}"><input type="hidden" name="SAMLResponse" value="${value}"></form><script>document.forms[0].submit()</script>`;
}

function sid(cookie: string | undefined): string | undefined {
  return /sid=(\w+)/.exec(cookie ?? '')?.[1];
}

/** Answers `GET /sso?SAMLRequest=…&acs=…` with a form whose SAMLResponse is `name:<user>:<n>`. */
export async function standInIdp(): Promise<StandInIdp> {
  const armed = new Map<string, Armed>();
  let count = 0;
  const app = express();
  app.get('/sso', (request, response) => {
    const token = /exchange=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const one = armed.get(token);
    if (one === undefined) {
      response.status(400).send('no exchange');
      return;
    }
    if (one.times <= 0) {
      one.transcript.afterUse.push({ at: new Date().toISOString(), path: request.path });
      if (one.over === 'nothing') response.status(204).end();
      else response.status(403).send('this exchange is over');
      return;
    }
    one.times -= 1;
    if (one.times === 0) one.transcript.state = 'used-up';
    one.transcript.requests.push({ at: '', xml: text(request.query['SAMLRequest']) } as never);
    one.answer = `${text(request.query['acs'])}|${one.name}:${(count += 1)}`;
    response.send(one.hold ? 'held' : page(one.answer));
  });
  app.get('/post/:token', (request, response) => {
    const answer = armed.get(request.params.token)?.answer;
    if (!answer) {
      response.status(404).send('no answer yet');
      return;
    }
    response.send(page(answer));
  });
  const served = await serve(app);
  return {
    ...served,
    armed,
    arm: async (order): Promise<ArmedExchange> => {
      const token = `t${armed.size}`;
      const name = order.user ?? 'simon';
      const transcript = { token, user: name, state: 'armed', requests: [], answers: [], refusals: [], afterUse: [] };
      armed.set(token, {
        transcript: transcript as never,
        times: order.times ?? 1,
        hold: order.hold ?? false,
        over: order.over ?? 'page',
        answer: order.unsolicited === true ? `${standInAcs.url}|${order.case ?? name}:unsolicited` : null,
        name: order.case ?? name,
      });
      return { token, cookie: { name: 'exchange', value: token }, postUrl: `${served.baseUrl}/post/${token}` };
    },
    transcript: async (token) => {
      const one = armed.get(token);
      if (one === undefined) throw new Error(`no exchange ${token}`);
      return one.transcript;
    },
  };
}

/** Where the stand-in IdP sends what nobody asked for. */
export const standInAcs = { url: '' };

export interface SpOptions {
  /** What opening the protected page without a session does. */
  signedOut?: '401' | 'restart';
  /** How the page after the ACS goes on. */
  landing?: 'redirect' | 'protected' | 'meta-refresh' | 'consent';
  /** How the name appears. */
  identity?: 'json' | 'html' | 'script';
  /** How the sign-in starts. */
  start?: 'redirect' | 'form' | 'script' | 'nowhere' | 'drop';
  acs?: 'accept' | 'drop' | 'error' | 'foreign' | 'restart';
  /** Keep the session under the cookie that the browser had before the sign-in. */
  fixation?: boolean;
  /** A second cookie that a sign-in sets: of no use, needed as well, or as good as the first. */
  beside?: 'idle' | 'needed' | 'enough';
  refuseReplay?: boolean;
  /** Looks whether a message is new, and remembers it only when so many have come. */
  race?: number;
}

/** An SP with a session cookie; it believes whatever it is told, but refuses the name `refused`. */
export async function standInSp(
  idp: { baseUrl: string },
  options: SpOptions = {},
  serveIt: (app: Express) => Promise<Served> = serve,
): Promise<Served & { profile: SignInProfile }> {
  const app = express();
  const sessions = new Map<string, string | null>();
  const seen = new Set<string>();
  const racing: (() => void)[] = [];
  let count = 0;
  const toIdp = (): string =>
    `${idp.baseUrl}/sso?SAMLRequest=request${(count += 1)}&acs=${encodeURIComponent(`${served.baseUrl}/acs`)}`;
  const begin = (): string => {
    const id = `s${(count += 1)}`;
    sessions.set(id, null);
    return id;
  };
  app.use(express.urlencoded({ extended: false }));
  app.get('/login', (request, response) => {
    const known = sid(request.headers.cookie);
    if (known === undefined || !sessions.has(known)) response.cookie('sid', begin(), { httpOnly: true });
    if (options.start === 'drop') {
      request.socket.destroy();
      return;
    }
    if (options.start === 'nowhere') {
      response.send('<p>Ask your administrator</p>');
      return;
    }
    if (options.start === 'script') {
      response.send(`<script>setTimeout(() => { location.href = ${JSON.stringify(toIdp())} }, 20)</script>`);
      return;
    }
    if (options.start === 'form') {
      response.send(
        '<form action="/start"><label>Work email <input name="mail"></label><button>Continue</button></form>',
      );
      return;
    }
    response.redirect(toIdp());
  });
  app.get('/start', (request, response) => {
    if (request.query['mail'] !== 'simon@contoso.com') {
      response.send('<p>unknown mail</p>');
      return;
    }
    response.redirect(toIdp());
  });
  app.post('/acs', (request, response, next) => {
    if (options.race === undefined) {
      next();
      return;
    }
    response.locals['looked'] = !seen.has(String(request.body.SAMLResponse));
    racing.push(next);
    if (racing.length >= options.race) for (const go of racing) go();
  });
  app.post('/acs', (request, response) => {
    if (options.acs === 'drop') {
      request.socket.destroy();
      return;
    }
    if (options.acs === 'error') {
      response.status(500).send('<h1>Error</h1>');
      return;
    }
    const message = String(request.body.SAMLResponse);
    const name = message.split(':')[0] ?? '';
    if (
      name === 'refused' ||
      (options.refuseReplay === true && seen.has(message) && response.locals['looked'] !== true)
    ) {
      if (options.acs === 'restart') response.redirect('/login');
      else response.send('<h1>Sorry</h1>');
      return;
    }
    seen.add(message);
    const old = sid(request.headers.cookie);
    const id = options.fixation === true && old !== undefined ? old : begin();
    sessions.set(id, name);
    if (id !== old) response.cookie('sid', id, { httpOnly: true });
    if (options.beside !== undefined) response.cookie('beside', id);
    if (options.acs === 'foreign') {
      response.redirect('http://elsewhere.invalid/');
      return;
    }
    if (options.landing === 'consent') {
      sessions.set(id, null);
      response.send(`<a href="/finish?name=${name}">I agree</a>`);
      return;
    }
    if (options.landing === 'meta-refresh') {
      sessions.set(id, null);
      response.send(`<meta http-equiv="refresh" content="0;url=/finish?name=${name}"><p>one moment</p>`);
      return;
    }
    response.redirect(options.landing === 'protected' ? '/me' : '/');
  });
  app.get('/finish', (request, response) => {
    sessions.set(sid(request.headers.cookie) ?? '', text(request.query['name']));
    response.redirect('/');
  });
  app.get('/', (_request, response) => {
    response.send('<h1>Notes</h1>');
  });
  app.get('/me', (request, response) => {
    const beside = /beside=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const ids = [sid(request.headers.cookie), ...(options.beside === 'enough' ? [beside] : [])];
    const lacking = options.beside === 'needed' && beside === undefined;
    const name = lacking ? null : (ids.map((id) => sessions.get(id ?? '')).find((one) => one) ?? null);
    if (name === null) {
      if (options.signedOut === 'restart') {
        response.redirect('/login');
        return;
      }
      response.status(401).send('<p>Please sign in</p>');
      return;
    }
    if (options.identity === 'html') {
      response.send(`<p>Hello <b id="who"> ${name} </b></p>`);
      return;
    }
    if (options.identity === 'script') {
      response.send(
        `<p>Hello <b id="who"></b></p><script>setTimeout(() => { who.textContent = ${JSON.stringify(name)} }, 150)</script>`,
      );
      return;
    }
    response.json({ nameId: name });
  });
  const served = await serveIt(app);
  standInAcs.url = `${served.baseUrl}/acs`;
  const json = options.identity === undefined || options.identity === 'json';
  const profile: SignInProfile = {
    sp: { acsUrl: `${served.baseUrl}/acs` },
    signIn: {
      startUrl: `${served.baseUrl}/login`,
      steps:
        options.start === 'form'
          ? [
              { fill: { label: 'Work email', value: 'simon@contoso.com' } },
              { click: { role: 'button', name: 'Continue' } },
            ]
          : [],
    },
    afterSignIn: options.landing === 'consent' ? [{ click: { role: 'link', name: 'I agree' } }] : [],
    protectedPage: {
      url: `${served.baseUrl}/me`,
      signedIn: { status: 200 },
      ...(options.signedOut === 'restart' ? {} : { signedOut: { status: 401 } }),
      identity: json ? { json: '/nameId' } : { selector: '#who' },
    },
    limits: { stepSeconds: 4, pauseMs: 0 },
  };
  return { ...served, profile };
}
