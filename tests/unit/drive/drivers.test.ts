/** Both drivers against tiny SPs: the same walk gives the same facts. */

import { chromium, expect, test, type Browser } from '@playwright/test';
import { findBrowser, launchArguments } from '../../../scenarios/browser-path.ts';
import { browserDriver } from '../../../scenarios/drive/browser.ts';
import {
  patientSettling,
  NeedsBrowserError,
  type Driver,
  type PageVisit,
  type Settling,
} from '../../../scenarios/drive/driver.ts';
import { httpDriver } from '../../../scenarios/drive/http.ts';
import { perform, type ProcedureContext } from '../../../scenarios/drive/procedures.ts';
import type { ArmOrder } from '../../../scenarios/drive/idp-port.ts';
import type { Procedure } from '../../../scenarios/case.ts';
import type { ExchangeFacts } from '../../../scenarios/observation.ts';
import { livingBrowser } from '../../../scenarios/run/living-browser.ts';
import { standInIdp, standInSp, type SpOptions, type StandInIdp } from './stand-ins.ts';

const settling: Settling = { ...patientSettling, protectedPageMs: 1_500, landingMs: 200, identityMs: 200 };
let browser: Browser;

test.beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments() });
});
test.afterAll(async () => {
  await browser.close();
});

async function drive(
  name: 'browser' | 'http',
  sp: SpOptions,
  procedure: Procedure = { kind: 'signIn' },
  more: Partial<ProcedureContext> = {},
  given?: StandInIdp,
): Promise<ExchangeFacts[]> {
  const idp = given ?? (await standInIdp());
  const served = await standInSp(idp, sp);
  const common = { idp, userAgent: 'samlproof/0 run/test' };
  const driver: Driver =
    name === 'http' ? httpDriver(common) : await browserDriver({ ...common, browser: () => Promise.resolve(browser) });
  try {
    return await perform(procedure, {
      driver,
      idp,
      profile: served.profile,
      settling,
      order: { user: 'simon' },
      initiated: 'sp',
      screenshot: () => null,
      hook: async () => null,
      ...more,
    });
  } finally {
    await driver.close();
    await served.close();
    await idp.close();
  }
}

const paths = (facts: ExchangeFacts): string[] =>
  facts.trail.map((step) => `${step.method} ${new URL(step.url).pathname} ${step.status}`);

/** What must be the same whoever drives. */
const gist = (facts: ExchangeFacts): object => ({
  role: facts.role,
  reachedIdp: facts.reachedIdp,
  acs: facts.acs === null ? null : [new URL(facts.acs.url).pathname, facts.acs.status],
  landed: facts.acs === null ? null : new URL(facts.acs.finalUrl).pathname,
  page: facts.protectedPage && {
    signedIn: facts.protectedPage.signedIn,
    signedOut: facts.protectedPage.signedOut,
    onInertPage: facts.protectedPage.onInertPage,
    identity: facts.protectedPage.identity,
    status: facts.protectedPage.status,
  },
  failed: facts.failure?.step ?? null,
  paths: paths(facts),
});

async function keysAt(name: 'browser' | 'http', sp: SpOptions, user = 'simon'): Promise<string[][] | undefined> {
  const [facts] = await drive(name, sp, { kind: 'sessionKeys' }, { order: { user } });
  return facts?.sessionKeys;
}

async function comparedAt(sp: SpOptions): Promise<PageVisit['plainAnswer'][]> {
  const visits: PageVisit[] = [];
  await drive('browser', sp, undefined, { onVisit: (visit) => visits.push(visit) });
  return visits.map((visit) => visit.plainAnswer);
}

for (const name of ['browser', 'http'] as const) {
  test.describe(name, () => {
    test('signs in and reads the name', async () => {
      const [facts] = await drive(name, {});
      expect(facts).toMatchObject({ reachedIdp: true, failure: null, acs: { status: 302 } });
      expect(facts?.protectedPage).toMatchObject({ signedIn: true, signedOut: false, identity: 'simon', status: 200 });
      expect(facts?.transcript).toMatchObject({ state: 'used-up' });
      expect(facts?.transcript?.requests).toHaveLength(1);
      expect(facts?.acs?.body).toContain('Notes');
    });

    test('keeps cookie names and attributes in the trail, never a value', async () => {
      const [facts] = await drive(name, {});
      const set = facts?.trail.flatMap((step) => step.setCookies) ?? [];
      expect(set).toEqual(['sid; Path=/; HttpOnly', 'sid; Path=/; HttpOnly']);
    });

    test('finds out which cookies open the session', async () => {
      expect(await keysAt(name, {})).toEqual([['sid']]);
      expect(await keysAt(name, { beside: 'idle' })).toEqual([['sid']]);
      expect((await keysAt(name, { beside: 'needed' }))?.map((one) => one.toSorted())).toEqual([['beside', 'sid']]);
      expect((await keysAt(name, { beside: 'enough' }))?.toSorted()).toEqual([['beside'], ['sid']]);
      expect(await keysAt(name, {}, 'refused')).toBeUndefined();
    });

    test('takes a 401 for signed out', async () => {
      const [facts] = await drive(name, {}, undefined, { order: { case: 'refused' } });
      expect(facts?.protectedPage).toMatchObject({ signedIn: false, signedOut: true, identity: null });
      expect(facts?.failure).toBeNull();
    });

    test('ends on the inert page when the SP starts again', async () => {
      const [facts] = await drive(name, { signedOut: 'restart' }, undefined, { order: { case: 'refused' } });
      expect(facts?.protectedPage).toMatchObject({ signedIn: false, onInertPage: true, status: 403 });
      expect(facts?.transcript?.afterUse).toHaveLength(1);
    });

    test('ends where the IdP answers without content, and reads nothing from the page before', async () => {
      const order: ArmOrder = { case: 'refused', over: 'nothing' };
      const [facts] = await drive(name, { signedOut: 'restart', acs: 'restart' }, undefined, { order });
      expect(facts?.acs).toMatchObject({ status: 302, body: '', finalUrl: expect.stringContaining('/sso?') });
      const page = { signedIn: false, signedOut: null, onInertPage: true, identity: null, status: 204 };
      expect(facts?.protectedPage).toMatchObject(page);
      expect(facts?.transcript?.afterUse).toHaveLength(2);
    });

    test('follows a page that refreshes itself after the ACS', async () => {
      const [facts] = await drive(name, { landing: 'meta-refresh' });
      expect(facts?.protectedPage).toMatchObject({ signedIn: true, identity: 'simon' });
      expect(facts?.acs).toMatchObject({ status: 200 });
    });

    test('reads the name from an element, without the white space around it', async () => {
      const [facts] = await drive(name, { identity: 'html' });
      expect(facts?.protectedPage?.identity).toBe('simon');
    });

    test('fills in a form on the way to the IdP', async () => {
      const [facts] = await drive(name, { start: 'form' });
      expect(facts?.protectedPage?.identity).toBe('simon');
    });

    test('names the step, the address and the reason when a step cannot be done', async () => {
      const [facts] = await drive(name, { start: 'nowhere' }, undefined, {});
      expect(facts).toMatchObject({ reachedIdp: false, acs: null, failure: { step: 'start' } });
      expect(facts?.failure?.message).toContain('never reached the IdP');
      expect(facts?.failure?.url).toContain('/login');
    });

    test('says where a connection was dropped', async () => {
      const [start] = await drive(name, { start: 'drop' });
      expect(start?.failure).toMatchObject({ step: 'start', url: expect.stringContaining('/login') });
      const [acs] = await drive(name, { acs: 'drop' });
      expect(acs?.failure).toMatchObject({ step: 'acs', url: expect.stringContaining('/acs') });
      expect(acs?.protectedPage).toBeNull();
    });

    test('takes a redirect to a foreign address for an answer', async () => {
      const [facts] = await drive(name, { acs: 'foreign' });
      expect(facts?.failure).toBeNull();
      expect(facts?.acs).toMatchObject({ status: 302, finalUrl: 'http://elsewhere.invalid/' });
      expect(facts?.protectedPage?.signedIn).toBe(true);
    });

    test('replays in the same browser: an SP that forgets lets it in again', async () => {
      const procedure: Procedure = { kind: 'replaySameBrowser' };
      const careless = await drive(name, {}, procedure);
      expect(careless.map((one) => one.protectedPage?.signedIn)).toEqual([true, true]);
      const careful = await drive(name, { refuseReplay: true }, procedure);
      expect(careful.map((one) => one.protectedPage?.signedIn)).toEqual([true, false]);
      expect(careful.map((one) => one.role)).toEqual(['preparation', 'judged']);
    });

    test('a replay does not live on the first session where the cookie stays the same', async () => {
      const facts = await drive(name, { refuseReplay: true, fixation: true }, { kind: 'replaySameBrowser' });
      expect(facts.map((one) => one.protectedPage?.signedIn)).toEqual([true, false]);
    });

    test('replays in another browser', async () => {
      const careless = await drive(name, {}, { kind: 'replayOtherBrowser' });
      expect(careless.map((one) => one.protectedPage?.signedIn)).toEqual([true, true]);
      const careful = await drive(name, { refuseReplay: true }, { kind: 'replayOtherBrowser' });
      expect(careful.map((one) => one.protectedPage?.signedIn)).toEqual([true, false]);
    });

    test('delivers an answer in a browser that never asked', async () => {
      const facts = await drive(name, {}, { kind: 'answerOtherBrowser' });
      expect(facts.map((one) => one.acs?.status ?? null)).toEqual([null, 302]);
      expect(facts[1]).toMatchObject({ protectedPage: { identity: 'simon' } });
    });

    test('posts an answer that nobody asked for', async () => {
      const [facts] = await drive(name, {}, { kind: 'unsolicited' });
      expect(facts).toMatchObject({ acs: { status: 302 }, protectedPage: { identity: 'simon' } });
      expect(facts?.transcript?.requests).toEqual([]);
    });

    test('collects requests under one token', async () => {
      const [facts] = await drive(name, {}, { kind: 'collectRequests', count: 5 });
      expect(facts?.transcript?.requests).toHaveLength(5);
      expect(facts).toMatchObject({ acs: null, failure: null });
    });

    test('posts one answer several times at once, each post with a session of its own', async () => {
      const procedure: Procedure = { kind: 'concurrent', count: 3 };
      const careful = await drive(name, { refuseReplay: true }, procedure);
      expect(careful[0]).toMatchObject({ role: 'preparation', acs: null });
      const states = careful.slice(1).map((one) => String(one.protectedPage?.signedIn));
      expect(states.toSorted()).toEqual(['false', 'false', 'true']);
      const judged = careful.filter(({ role }) => role === 'judged').map((one) => String(one.protectedPage?.signedIn));
      expect(judged.toSorted()).toEqual(['false', 'true']);

      const racing = await drive(name, { refuseReplay: true, race: 3 }, procedure);
      expect(racing.slice(1).map((one) => [one.role, one.protectedPage?.signedIn])).toEqual(
        Array.from({ length: 3 }, () => ['judged', true]),
      );

      const oneSession = await drive(name, { refuseReplay: true, fixation: true }, procedure);
      expect(oneSession.filter(({ role }) => role === 'judged')).toHaveLength(1);
    });

    test('signs in twice and starts two requests', async () => {
      const twice = await drive(name, {}, { kind: 'signInTwice' }, { order: { case: 'refused', user: 'simon' } });
      expect(twice.map((one) => one.acs?.status)).toEqual([302, 200]);
      const two = await drive(name, {}, { kind: 'twoRequests' });
      expect(two.map((one) => one.acs?.status ?? null)).toEqual([null, 302]);
    });

    test('says that a sign-out cannot be driven without its address', async () => {
      const facts = await drive(name, {}, { kind: 'logout', start: 'sp' });
      expect(facts[1]?.failure).toMatchObject({ step: 'sign-out', message: expect.stringContaining('signOut.url') });
    });
  });
}

test('both drivers give the same facts', async () => {
  const runs: [SpOptions, Procedure, string][] = [
    [{}, { kind: 'signIn' }, 'simon'],
    [{}, { kind: 'signIn' }, 'refused'],
    [{ signedOut: 'restart' }, { kind: 'signIn' }, 'refused'],
    [{ acs: 'error' }, { kind: 'signIn' }, 'simon'],
    [{ start: 'form', identity: 'html' }, { kind: 'signIn' }, 'simon'],
    [{ refuseReplay: true, landing: 'meta-refresh' }, { kind: 'replaySameBrowser' }, 'simon'],
    [{ fixation: true }, { kind: 'answerOtherBrowser' }, 'simon'],
    [{ acs: 'drop' }, { kind: 'signIn' }, 'simon'],
    [{ start: 'nowhere' }, { kind: 'signIn' }, 'simon'],
  ];
  for (const [sp, procedure, user] of runs) {
    const order = { order: { user } };
    const viaBrowser = await drive('browser', sp, procedure, order);
    const viaHttp = await drive('http', sp, procedure, order);
    expect(viaHttp.map(gist), JSON.stringify([sp, procedure, user])).toEqual(viaBrowser.map(gist));
  }
});

test('a sign-in that ends on the protected page with a name is not looked at twice, anything else is', async () => {
  const visits = async (sp: SpOptions, more: Partial<ProcedureContext> = {}): Promise<[string | null, number]> => {
    const settled = { settling: { ...settling, landingMs: 0, identityMs: 0, landingCounts: true } };
    const [facts] = await drive('browser', sp, undefined, { ...settled, ...more });
    const opened = facts?.trail.filter(({ method, url }) => method === 'GET' && url.endsWith('/me')).length ?? 0;
    return [facts?.protectedPage?.identity ?? null, opened];
  };
  expect(await visits({ landing: 'protected' })).toEqual(['simon', 1]);
  expect(await visits({ landing: 'redirect' })).toEqual(['simon', 1]);
  expect(await visits({ landing: 'protected' }, { settling })).toEqual(['simon', 2]);
  expect(await visits({ landing: 'protected' }, { order: { case: 'refused' } })).toEqual([null, 1]);
});

test('an answer that says what the page shows and what was hoped for is not opened as a page too', async () => {
  const alike = { ...settling, landingMs: 0, identityMs: 0, plainAnswer: 'alike' } as const;
  /** The facts of the page, and whether the browser stood on it when they were complete. */
  const looked = async (
    sp: SpOptions,
    more: Partial<ProcedureContext>,
  ): Promise<[ExchangeFacts['protectedPage'] | undefined, boolean]> => {
    let stands: string[] = [];
    const screenshot = (): null => {
      stands = browser.contexts().flatMap((context) => context.pages().map((page) => new URL(page.url()).pathname));
      return null;
    };
    const [facts] = await drive('browser', sp, undefined, { settling: alike, screenshot, ...more });
    expect(facts?.trail.filter(({ url }) => url.endsWith('/me'))).toHaveLength(1);
    return [facts?.protectedPage, stands.includes('/me')];
  };
  const simon = { signedIn: true, identity: 'simon', status: 200 };
  const nobody = { signedIn: false, signedOut: true, identity: null, status: 401, waitedFully: true };
  const refused = { order: { user: 'refused' } };
  expect(await looked({ identity: 'html' }, { hoped: 'welcome' })).toMatchObject([simon, false]);
  expect(await looked({ identity: 'html' }, { hoped: 'refusal', ...refused })).toMatchObject([nobody, false]);
  // A surprise is looked at, and so is everything of which nothing is expected or that was never compared.
  expect(await looked({ identity: 'html' }, { hoped: 'refusal' })).toMatchObject([simon, true]);
  expect(await looked({ identity: 'html' }, { hoped: 'welcome', ...refused })).toMatchObject([nobody, true]);
  expect(await looked({ identity: 'html' }, refused)).toMatchObject([nobody, true]);
  const different = { settling: { ...alike, plainAnswer: 'different' as const } };
  expect(await looked({ identity: 'html' }, { hoped: 'welcome', ...different })).toMatchObject([simon, true]);
  // What the answer leaves open only the page can show.
  const late = { hoped: 'welcome', settling: { ...alike, identityMs: 300 } } as const;
  expect(await looked({ identity: 'script' }, late)).toMatchObject([simon, true]);
  expect(await looked({ signedOut: 'restart' }, { hoped: 'refusal', ...refused })).toMatchObject([
    { onInertPage: true },
    false,
  ]);
});

test('a control compares the plain answer with the page', async () => {
  expect(await comparedAt({})).toEqual(['alike']);
  expect(await comparedAt({ identity: 'html' })).toEqual(['alike']);
  expect(await comparedAt({ identity: 'script' })).toEqual(['different']);
});

test('a browser that has gone is replaced for the next visitor', async () => {
  const idp = await standInIdp();
  const served = await standInSp(idp);
  const start = { executablePath: await findBrowser(), args: launchArguments() };
  const living = livingBrowser(() => chromium.launch(start));
  const driver = await browserDriver({ browser: living.get, idp, userAgent: 'samlproof/0 run/test' });
  const signIn = async (): Promise<string | null | undefined> => {
    const visitor = await driver.newVisitor(served.profile, settling);
    await visitor.arm((await idp.arm({ user: 'simon' })).cookie);
    const { failure } = await visitor.signIn();
    expect(failure).toBeNull();
    const { page } = await visitor.openProtectedPage();
    await visitor.close();
    return page?.identity;
  };
  expect(await signIn()).toBe('simon');
  const first = await living.get();
  await first.close();
  expect(await signIn()).toBe('simon');
  expect(await living.get()).not.toBe(first);
  await driver.close();
  await living.close();
  await expect(living.get()).rejects.toThrow('its browser is closed');
  await served.close();
  await idp.close();
});

test('the browser waits for a name that a script writes', async () => {
  const [facts] = await drive('browser', { identity: 'script' });
  expect(facts?.protectedPage).toMatchObject({ signedIn: true, identity: 'simon' });
});

test('the browser starts where a script leads; the http driver says that it cannot', async () => {
  const [facts] = await drive('browser', { start: 'script' });
  expect(facts?.protectedPage?.identity).toBe('simon');
  await expect(drive('http', { start: 'script' })).rejects.toThrow(NeedsBrowserError);
});

test('a start page that wants a script in mid-run is a failure of the sign-in, not of the choice of driver', async () => {
  const idp = await standInIdp();
  const sp: SpOptions = {};
  const served = await standInSp(idp, sp);
  const driver = httpDriver({ idp, userAgent: 'samlproof/0 run/test' });
  const visitor = await driver.newVisitor(served.profile, settling);
  expect((await visitor.signIn({ held: true })).failure).toBeNull();
  sp.start = 'script';
  const next = await driver.newVisitor(served.profile, settling);
  expect((await next.signIn({ held: true })).failure).toMatchObject({ step: 'start' });
  await driver.close();
  await served.close();
  await idp.close();
});

test('requests are collected by the cheaper driver, and by the browser where that one cannot', async () => {
  for (const start of ['redirect', 'script'] as const) {
    const idp = await standInIdp();
    const requestDriver = httpDriver({ idp, userAgent: 'samlproof/0 run/test' });
    const [facts] = await drive('browser', { start }, { kind: 'collectRequests', count: 3 }, { requestDriver }, idp);
    expect(facts, start).toMatchObject({ failure: null, acs: null });
    expect(facts?.transcript?.requests, start).toHaveLength(3);
    await requestDriver.close();
  }
});

test('the browser looks for a signed-out state as long as the settling time where the profile names none', async () => {
  const [facts] = await drive('browser', { acs: 'error', signedOut: 'restart' });
  expect(facts?.protectedPage).toMatchObject({ signedIn: false, signedOut: null, onInertPage: true });
});

for (const name of ['browser', 'http'] as const) {
  test(`${name}: steps after the sign-in are done, and are a note where there is nothing to do`, async () => {
    const [agreed] = await drive(name, { landing: 'consent' });
    expect(agreed).toMatchObject({ failure: null, protectedPage: { signedIn: true, identity: 'simon' } });
    const more = { order: { user: 'refused' }, settling: { ...settling, protectedPageMs: 300 } };
    const [refused] = await drive(name, { landing: 'consent' }, undefined, more);
    expect(refused).toMatchObject({ failure: null, protectedPage: { signedOut: true } });
    expect(refused?.console.join()).toContain('after-sign-in step not done');
  });
}
