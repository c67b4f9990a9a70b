/** An SP that keeps its session in the browser's storage and sets no cookie: going back to before the sign-in empties that too. */

import { randomUUID } from 'node:crypto';
import { chromium, expect, test, type Browser } from '@playwright/test';
import { findBrowser, launchArguments } from '../../../scenarios/browser-path.ts';
import type { Procedure } from '../../../scenarios/case.ts';
import { browserDriver } from '../../../scenarios/drive/browser.ts';
import { patientSettling } from '../../../scenarios/drive/driver.ts';
import { perform } from '../../../scenarios/drive/procedures.ts';
import type { ExchangeFacts } from '../../../scenarios/observation.ts';
import { oddSp, type Odd } from './odd-sps.ts';
import { standInIdp } from './stand-ins.ts';

let browser: Browser;

test.beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments() });
});
test.afterAll(async () => {
  await browser.close();
});

/** A bearer token that a script stores and sends; it is what the page shows somebody by. */
function tokenSp(place: 'localStorage' | 'sessionStorage', { takesReplays = false } = {}): Odd {
  return {
    page: { signedIn: { selector: '.user' }, signedOut: { selector: '.nobody' }, identity: { selector: '.user' } },
    routes: (app, tools) => {
      const tokens = new Map<string, string>();
      const seen = new Set<string>();
      app.get('/login', (_request, response) => {
        response.send(`<script>${place}.setItem('asked', 'yes'); location.replace('${tools.toIdp()}')</script>`);
      });
      app.post('/acs', (request, response) => {
        const message = String(request.body.SAMLResponse);
        const name = tools.accepted(request);
        const token = randomUUID();
        if (name !== null && (takesReplays || !seen.has(message))) tokens.set(token, name);
        seen.add(message);
        const go = place === 'localStorage' ? `if (localStorage.getItem('asked'))` : '';
        response.send(`<script>${go} ${place}.setItem('token', '${token}'); location.replace('/me')</script>`);
      });
      app.get('/api/me', (request, response) => {
        const name = tokens.get(String(request.headers.authorization));
        response.status(name === undefined ? 401 : 200).json({ name });
      });
      app.get('/logout', (_request, response) => {
        response.send(`<script>${place}.clear()</script>`);
      });
      app.get('/me', (_request, response) => {
        response.send(`<main></main><script>
          const main = document.querySelector('main');
          fetch('/api/me', { headers: { authorization: ${place}.getItem('token') ?? '' } }).then(async (answer) => {
            main.className = answer.ok ? 'user' : 'nobody';
            main.textContent = (await answer.json()).name ?? 'Sign in';
          });
        </script>`);
      });
    },
  };
}

async function judged(odd: Odd, procedure: Procedure): Promise<ExchangeFacts[]> {
  const idp = await standInIdp();
  const sp = await oddSp(idp, odd);
  const options = { idp, userAgent: 'samlproof/0 run/test', browser: () => Promise.resolve(browser) };
  const driver = await browserDriver(options);
  const profile = { ...sp.profile, signOut: { url: new URL('/logout', sp.profile.sp.acsUrl).href } };
  const common = { driver, idp, profile, initiated: 'sp', screenshot: () => null } as const;
  try {
    const context = { ...common, settling: patientSettling, order: { user: 'simon' }, hook: async () => null };
    // A run begins with a sign-in: from there on it is known that the SP's pages store something.
    const [control] = await perform({ kind: 'signIn' }, context);
    expect(control?.protectedPage).toMatchObject({ signedIn: true, identity: 'simon' });
    return await perform(procedure, context);
  } finally {
    await driver.close();
    await sp.close();
    await idp.close();
  }
}

for (const place of ['localStorage', 'sessionStorage'] as const) {
  test(`a refused replay does not live on the token of the first sign-in, ${place}`, async () => {
    const [first, second] = await judged(tokenSp(place), { kind: 'replaySameBrowser' });
    expect(first?.protectedPage).toMatchObject({ signedIn: true, identity: 'simon' });
    expect(second?.protectedPage).toMatchObject({ signedIn: false, signedOut: true });
  });

  test(`what was there before the sign-in opens nothing, ${place}`, async () => {
    const [first, second] = await judged(tokenSp(place), { kind: 'plantedCookies' });
    expect(first?.protectedPage).toMatchObject({ signedIn: true });
    expect(second?.protectedPage).toMatchObject({ signedIn: false, signedOut: true });
  });
}

test('what cannot be put back says nothing of the session: neither of its cookies nor of its end', async () => {
  const [kept] = await judged(tokenSp('localStorage'), { kind: 'sessionKeys' });
  expect(kept?.sessionKeys).toEqual([]);
  const [lost] = await judged(tokenSp('sessionStorage'), { kind: 'sessionKeys' });
  expect(lost?.protectedPage).toMatchObject({ signedIn: true });
  expect(lost?.sessionKeys).toBeUndefined();
  const oldCookies = { kind: 'logout', start: 'sp', look: 'oldCookies' } as const;
  const [, open] = await judged(tokenSp('localStorage'), oldCookies);
  expect(open).toMatchObject({ failure: null, protectedPage: { signedIn: true } });
  const [, ended] = await judged(tokenSp('sessionStorage'), oldCookies);
  expect(ended).toMatchObject({
    failure: { message: expect.stringContaining('session storage') },
    protectedPage: null,
  });
});

test('a replay that is taken is seen: local storage from before the post is back', async () => {
  const [, second] = await judged(tokenSp('localStorage', { takesReplays: true }), { kind: 'replaySameBrowser' });
  expect(second?.protectedPage).toMatchObject({ signedIn: true, identity: 'simon' });
});

test('posts at once are told apart by the tokens that they brought', async () => {
  const posts = await judged(tokenSp('localStorage', { takesReplays: true }), { kind: 'concurrent', count: 2 });
  const each = posts.filter(({ role }) => role === 'judged');
  expect(each.map(({ protectedPage }) => protectedPage?.signedIn)).toEqual([true, true]);
});
