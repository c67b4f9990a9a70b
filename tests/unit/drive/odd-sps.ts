/** SPs as they are out there: each has one habit that a driver must not stumble over. */

import { randomUUID } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express, { type Express, type Request, type Response } from 'express';
import type { SignInProfile } from '../../../scenarios/drive/driver.ts';
import { serve, type Served } from './stand-ins.ts';

export interface OddTools {
  /** `http://localhost:<port>`; the same SP also answers on 127.0.0.1, another site. */
  base: () => string;
  toIdp: () => string;
  /** The name that the answer gives, or null when this SP refuses it. */
  accepted: (request: Request) => string | null;
  /** Opens a session and names its cookie value. */
  begin: (name: string) => string;
  nameOf: (request: Request) => string | null;
}

export interface Odd {
  routes: (app: Express, tools: OddTools) => void;
  signIn?: SignInProfile['signIn']['steps'];
  page?: Partial<SignInProfile['protectedPage']>;
  /** Only a browser can sign in here. */
  browserOnly?: true;
}

const seal = (response: Response, name: string, tools: OddTools): Response =>
  response.setHeader('set-cookie', `sid=${tools.begin(name)}; Path=/; HttpOnly`);
const html = 'text/html; charset=utf-8';
const asked = (request: Request, name: string): string => {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
};

/** Opens the session and answers; a refusal is a page. */
function acs(
  app: Express,
  tools: OddTools,
  answer: (request: Request, response: Response, name: string) => unknown,
): void {
  app.post('/acs', (request, response) => {
    const name = tools.accepted(request);
    if (name === null) response.status(200).send('<h1>Sorry</h1>');
    else answer(request, response, name);
  });
}

/** The answer's form, at this address and with this content, sent on by its own script. */
const onward = (action: string, fields: string): string =>
  `<body onload="document.forms[0].submit()"><form method="post" action="${action}">${fields}</form></body>`;

export const oddities: Record<string, Odd> = {
  'a Secure cookie on http localhost': {
    routes: (app, tools) => {
      acs(app, tools, (_request, response, name) => {
        response
          .setHeader('set-cookie', `sid=${tools.begin(name)}; Path=/; Secure; HttpOnly; SameSite=None`)
          .redirect('/');
      });
    },
  },
  'cookies with Domain and Path': {
    routes: (app, tools) => {
      app.get('/login', (_request, response) => {
        response.setHeader('set-cookie', 'asked=1; Path=/acs; SameSite=None; Secure').redirect(tools.toIdp());
      });
      acs(app, tools, (request, response, name) => {
        if (!(request.headers.cookie ?? '').includes('asked=1')) response.status(400).send('never asked');
        else response.setHeader('set-cookie', `sid=${tools.begin(name)}; Domain=localhost; Path=/me`).redirect('/');
      });
    },
  },
  'a post that is sent on by 307 and 308': {
    routes: (app, tools) => {
      app.post('/acs', (_request, response) => response.redirect(307, '/acs/second'));
      app.post('/acs/second', (_request, response) => response.redirect(308, '/acs/third'));
      app.post('/acs/third', (request, response) => {
        const name = tools.accepted(request);
        if (name === null) response.status(403).send('no');
        else seal(response, name, tools).redirect(303, '/');
      });
    },
  },
  'a relative address under a base': {
    routes: (app, tools) => {
      app.get('/login', (_request, response) => {
        response.send(`<base href="/deep/"><meta http-equiv="refresh" content="0; URL='go'">`);
      });
      app.get('/deep/go', (_request, response) => response.redirect(tools.toIdp()));
    },
  },
  'a form with several buttons, one of them elsewhere': {
    routes: (app, tools) => {
      app.get('/login', (_request, response) => {
        response.send(
          '<form id="f" action="start" method="get"><input name="mail" value=""><button name="by" value="password">Sign in</button></form><button form="f" name="by" value="sso" formaction="/start?x=1">Continue with SSO</button>',
        );
      });
      app.get('/start', (request, response) => {
        if (request.query['by'] === 'sso' && request.query['mail'] === 'a@b.c') response.redirect(tools.toIdp());
        else response.send('wrong button');
      });
    },
    signIn: [
      { fill: { selector: 'input[name=mail]', value: 'a@b.c' } },
      { click: { role: 'button', name: 'Continue with SSO' } },
    ],
  },
  'two clicks before the identity provider': {
    routes: (app, tools) => {
      app.get('/login', (_request, response) => response.send('<a href="/choose">Log in</a>'));
      app.get('/choose', (_request, response) => response.send('<a href="/start">Company account</a>'));
      app.get('/start', (_request, response) => response.redirect(tools.toIdp()));
    },
    signIn: [{ click: { text: 'Log in' } }, { click: { role: 'link', name: 'Company account' } }],
  },
  'a page in another character set': {
    routes: (app, tools) => {
      app.get('/me', (request, response) => {
        const name = tools.nameOf(request);
        response.status(name === null ? 401 : 200).setHeader('content-type', 'text/html; charset=iso-8859-1');
        response.end(Buffer.from(`<b id="who">${name === null ? '' : `Zoë ${name}`}</b>`, 'latin1'));
      });
    },
    page: { identity: { text: 'Zoë (\\w+)' } },
  },
  'a packed page though nobody asked': {
    routes: (app, tools) => {
      app.get('/login', (_request, response) => {
        const page = `<meta http-equiv="refresh" content="0;url=${tools.toIdp()}">`;
        response.setHeader('content-type', html).setHeader('content-encoding', 'gzip').end(gzipSync(page));
      });
      app.get('/me', (request, response) => {
        const name = tools.nameOf(request);
        response.status(name === null ? 401 : 200).setHeader('content-type', 'application/json');
        // Browsers take br over https only, from loopback as well; gzip is taken everywhere.
        const bytes = Buffer.from(JSON.stringify({ nameId: name }));
        const br = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') || !request.headers['accept-encoding'];
        response
          .setHeader('content-encoding', br ? 'br' : 'gzip')
          .end(br ? brotliCompressSync(bytes) : gzipSync(bytes));
      });
    },
  },
  'hidden values that are escaped, and line ends': {
    routes: (app, tools) => {
      app.get('/login', (_request, response) => {
        response.send(onward('/go', '<input type="hidden" name="state" value="a&amp;b&lt;&quot;c&#10;d">'));
      });
      app.post('/go', (request, response) => {
        if (request.body.state === 'a&b<"c\r\nd') response.redirect(tools.toIdp());
        else response.status(400).send('state');
      });
    },
  },
  'a session that a second host opens': {
    routes: (app, tools) => {
      const other = (): string => tools.base().replace('localhost', '127.0.0.1');
      acs(app, tools, (_request, response, name) => {
        response.send(onward(`${other()}/establish`, `<input type="hidden" name="name" value="${name}">`));
      });
      app.post('/establish', (request, response) => {
        const ticket = tools.begin(String(request.body.name));
        response.setHeader('set-cookie', 'other=1; Path=/').redirect(303, `${tools.base()}/enter?ticket=${ticket}`);
      });
      app.get('/enter', (request, response) => {
        response.setHeader('set-cookie', `sid=${asked(request, 'ticket')}; Path=/; HttpOnly`).redirect('/');
      });
    },
  },
  'a 200 page after the post that goes on by script': {
    routes: (app, tools) => {
      acs(app, tools, (_request, response, name) => {
        response.send(`<script>setTimeout(() => location.replace('/enter?name=${name}'), 300)</script>One moment`);
      });
      app.get('/enter', (request, response) => seal(response, asked(request, 'name'), tools).redirect('/'));
    },
    browserOnly: true,
  },
  'a page that asks its own interface who is there, late': {
    routes: (app, tools) => {
      app.get('/me', (_request, response) => {
        response.send(
          `<b id="who"></b><script>setTimeout(async () => { const a = await fetch('/api/me'); if (a.ok) who.textContent = (await a.json()).name; }, 250)</script>`,
        );
      });
      app.get('/api/me', (request, response) => {
        const name = tools.nameOf(request);
        response.status(name === null ? 401 : 200).json({ name });
      });
    },
    page: { signedIn: { status: 200 }, signedOut: undefined, identity: { selector: '#who' }, openToAll: { shows: '' } },
    browserOnly: true,
  },
  'a signed-out page that leads to the identity provider by script': {
    routes: (app, tools) => {
      app.get('/me', (request, response) => {
        const name = tools.nameOf(request);
        response.send(
          name === null
            ? `<script>setTimeout(() => { location.href = ${JSON.stringify(tools.toIdp())} }, 100)</script>`
            : `<b id="who">${name}</b>`,
        );
      });
    },
    page: { signedIn: { status: 200 }, signedOut: undefined, identity: { selector: '#who' } },
    browserOnly: true,
  },
  'a page that does not like to be left': {
    routes: (app, tools) => {
      app.get('/', (_request, response) => {
        response.send(`<script>addEventListener('beforeunload', (event) => event.preventDefault())</script>Home`);
      });
      void tools;
    },
  },
  'an alert in the way': {
    routes: (app, tools) => {
      acs(app, tools, (_request, response, name) => {
        seal(response, name, tools).send(`<script>alert('Welcome')</script>Home`);
      });
    },
  },
};

export async function oddSp(idp: { baseUrl: string }, odd: Odd): Promise<Served & { profile: SignInProfile }> {
  const app = express();
  const sessions = new Map<string, string>();
  let base = '';
  const tools: OddTools = {
    base: () => base,
    toIdp: () => `${idp.baseUrl}/sso?SAMLRequest=r&acs=${encodeURIComponent(`${base}/acs`)}`,
    accepted: (request) => {
      const name = String(request.body.SAMLResponse).split(':')[0] ?? '';
      return name === 'refused' ? null : name;
    },
    begin: (name) => {
      const id = randomUUID().replaceAll('-', '');
      sessions.set(id, name);
      return id;
    },
    nameOf: (request) => sessions.get(/sid=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '') ?? null,
  };
  app.use(express.urlencoded({ extended: false }));
  odd.routes(app, tools);
  app.get('/login', (_request, response) => response.redirect(tools.toIdp()));
  acs(app, tools, (_request, response, name) => seal(response, name, tools).redirect('/'));
  app.get('/', (_request, response) => response.send('<h1>Home</h1>'));
  app.get('/me', (request, response) => {
    const name = tools.nameOf(request);
    response.status(name === null ? 401 : 200).json({ nameId: name });
  });
  const served = await serve(app);
  base = served.baseUrl.replace('127.0.0.1', 'localhost');
  const profile: SignInProfile = {
    sp: { acsUrl: `${base}/acs` },
    signIn: { startUrl: `${base}/login`, steps: odd.signIn ?? [] },
    afterSignIn: [],
    protectedPage: {
      url: `${base}/me`,
      signedIn: { status: 200 },
      signedOut: { status: 401 },
      identity: { json: '/nameId' },
      ...odd.page,
    },
    limits: { stepSeconds: 10, pauseMs: 0 },
  };
  return { ...served, profile };
}
