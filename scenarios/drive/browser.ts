/** The default driver: a real browser, a fresh context for every visitor. */

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { viewDocument } from './browser-page.ts';
import { emptyStorage, localItems, putItems } from './browser-storage.ts';
import { trackPage } from './browser-tracker.ts';
import { firstLine, open, walkPostPage, walkSignIn, type WalkContext } from './browser-walk.ts';
import type {
  Driver,
  DriverOptions,
  PageVisit,
  Settling,
  SignInProfile,
  StoredCookie,
  StoredItem,
  TokenCookie,
  Visitor,
} from './driver.ts';
import { lookAtLanding, watchProtectedPage, type LookAt } from './browser-watch.ts';
import { stopAtDelivery } from './browser-guard.ts';
import { hostOf, isLoopback, sameOrigin } from './site.ts';

export interface BrowserDriverOptions extends DriverOptions {
  /** Asked before every visitor: whoever owns the browser may have had to start a new one. */
  browser: () => Promise<Browser>;
  /** Folder for a Playwright trace of every visitor; none is recorded without it. */
  traceDir?: string;
}

export async function browserDriver(options: BrowserDriverOptions): Promise<Driver> {
  const userAgent = `${await ownUserAgent(await options.browser())} ${options.userAgent}`;
  // Making a context takes a third of a sign-in: for every visitor at work one is made ahead.
  const ahead: Promise<Opened>[] = [];
  let atWork = 0;
  const closing = new Set<Promise<void>>();
  const open = async (profile: SignInProfile): Promise<Opened> => await openContext(options, profile, userAgent);
  const close = (work: Promise<void>): void => {
    const done: Promise<void> = work.catch(() => undefined).finally(() => closing.delete(done));
    closing.add(done);
  };
  let visitors = 0;
  // Reading what was stored costs a page: it is read as soon as one of the SP's pages has something to read.
  const storage = { seen: false };
  return {
    name: 'browser',
    newVisitor: async (profile, settling, { readsCookies = false } = {}) => {
      visitors += 1;
      atWork += 1;
      // What was made ahead may have gone with its browser.
      const ready = await ahead.shift()?.catch(() => null);
      const usable = ready?.context.browser()?.isConnected() === true && ready.lenient === isLenient(profile);
      if (ready && !usable) close(ready.context.close());
      const mine = ready && usable ? ready : await open(profile);
      const prepareNext = (): void => {
        if (ahead.length >= atWork) return;
        const opening = open(profile);
        // It may come to nothing when the browser goes away; whoever takes it opens another one.
        opening.catch(() => undefined);
        ahead.push(opening);
      };
      const leave = (work: Promise<void>): void => {
        atWork -= 1;
        close(work);
      };
      const visitor = { close: leave, prepareNext, number: visitors, storage };
      let before: Cookies | null = null;
      const readCookies = async (): Promise<void> => {
        before = await mine.context.cookies();
      };
      if (readsCookies) await stopAtDelivery(mine.session, profile.sp.acsUrl, readCookies);
      return newBrowserVisitor(options, profile, settling, mine, visitor, () => before);
    },
    close: async () => {
      for (const opening of ahead.splice(0)) {
        const unused = await opening.catch(() => null);
        if (unused) close(unused.context.close());
      }
      await Promise.all(closing);
    },
  };
}

async function ownUserAgent(browser: Browser): Promise<string> {
  const page = await browser.newPage();
  const text = await page.evaluate(() => navigator.userAgent);
  await page.close();
  return text;
}

/** A fresh context with its page. */
interface Opened {
  context: BrowserContext;
  page: Page;
  session: CDPSession;
  lenient: boolean;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** A loopback SP may show a certificate that nobody signed; a certificate of the world must be right. */
function isLenient(profile: SignInProfile): boolean {
  return isLoopback(profile.sp.acsUrl) && isLoopback(profile.signIn.startUrl);
}

async function openContext(options: BrowserDriverOptions, profile: SignInProfile, userAgent: string): Promise<Opened> {
  const lenient = isLenient(profile);
  const { traceDir } = options;
  const browser = await options.browser();
  const context = await browser.newContext({ userAgent, ignoreHTTPSErrors: lenient, viewport: null });
  if (traceDir !== undefined) await context.tracing.start({ screenshots: true, snapshots: true });
  const page = await context.newPage();
  return { context, page, session: await context.newCDPSession(page), lenient };
}

function newBrowserVisitor(
  options: BrowserDriverOptions,
  profile: SignInProfile,
  settling: Settling,
  { context, page, session }: Opened,
  driver: { close: (work: Promise<void>) => void; prepareNext: () => void; number: number; storage: { seen: boolean } },
  before: () => Cookies | null,
): Visitor {
  const { idp } = options;
  const tokenNames = new Set<string>();
  const notes: string[] = [];

  const ofSp = (cookies: Cookies): StoredCookie[] =>
    cookies.filter((one) => !tokenNames.has(one.name)).map(plainCookie);
  const spCookies = async (): Promise<StoredCookie[]> => ofSp(await context.cookies());

  const main: WalkContext = {
    page,
    session,
    tracker: trackPage(page, idp.baseUrl),
    profile,
    settling,
    idpUrl: idp.baseUrl,
    before: () => {
      const cookies = before();
      return cookies === null ? null : ofSp(cookies);
    },
    note: (text) => notes.push(text),
  };

  const view: LookAt = async (selectors) => {
    const seen = await viewDocument(session, selectors);
    driver.storage.seen ||= seen.stores;
    return seen;
  };

  async function openProtectedPage({ landed = false } = {}): Promise<PageVisit> {
    const landing = landed && settling.landingCounts ? await lookAtLanding(main, view) : null;
    if (landing !== null) return landing;
    main.tracker.restart();
    const deadline = Date.now() + profile.limits.stepSeconds * 1000;
    const failure = await open(main, profile.protectedPage.url, 'protected-page', deadline);
    if (failure !== null) return { page: null, failure, identityChangedMs: 0 };
    return await watchProtectedPage(main, view);
  }

  return {
    arm: async (cookie: TokenCookie) => {
      tokenNames.add(cookie.name);
      // Set by URL on plain http, the browser's automation drops the cookie silently (measured); by domain and path it holds.
      const trusted = new URL(idp.baseUrl).protocol === 'https:' || isLoopback(idp.baseUrl);
      const policy = trusted
        ? { sameSite: 'None' as const, secure: true }
        : { sameSite: 'Lax' as const, secure: false };
      const { name, value } = cookie;
      await context.addCookies([{ name, value, domain: hostOf(idp.baseUrl), path: '/', ...policy }]);
      const kept = (await context.cookies()).some((one) => one.name === name && one.value === value);
      if (!kept) throw new Error(`the exchange cookie was not kept for ${idp.baseUrl}`);
      driver.prepareNext();
    },
    signIn: ({ held = false } = {}) => walkSignIn(main, held),
    deliver: (postPageUrl) => walkPostPage(main, postPageUrl),
    openProtectedPage,
    open: async (url, step) => {
      main.tracker.restart();
      const deadline = Date.now() + profile.limits.stepSeconds * 1000;
      const failure = await open(main, url, step, deadline);
      if (failure === null) await main.tracker.atRest(Math.max(100, settling.landingMs), deadline);
      return failure;
    },
    spCookies,
    spState: async () => ({
      cookies: await spCookies(),
      storage: driver.storage.seen
        ? (await localItems(context)).filter((one) => !sameOrigin(one.origin, idp.baseUrl))
        : [],
    }),
    restoreSpState: async ({ cookies, storage }) => {
      // A browser that has not been anywhere yet has nothing to forget.
      if (page.url() !== 'about:blank') await emptyStorage(page, session, originsOf(profile, storage));
      const tokens = (await context.cookies()).filter((one) => tokenNames.has(one.name)).map(plainCookie);
      await context.clearCookies();
      await context.addCookies([...tokens, ...cookies]);
      await putItems(context, storage);
    },
    takeRecord: async () => {
      const trail = await main.tracker.takeTrail();
      return { trail, console: [...main.tracker.takeConsole(), ...notes.splice(0)] };
    },
    screenshot: async (path) => {
      await mkdir(dirname(path), { recursive: true });
      try {
        await page.screenshot({ path, animations: 'disabled', timeout: 5_000 });
        return true;
      } catch (error) {
        notes.push(`samlproof: no screenshot: ${firstLine(error)}`);
        return false;
      }
    },
    close: async () => {
      if (options.traceDir !== undefined) {
        await context.tracing.stop({ path: `${options.traceDir}/visitor-${process.pid}-${driver.number}.zip` });
      }
      // Nobody has to wait for it; the driver's own close does.
      driver.close(closeContext(context));
    },
  };
}

function originsOf({ sp, signIn, protectedPage }: SignInProfile, storage: StoredItem[]): string[] {
  const urls = [sp.acsUrl, signIn.startUrl, protectedPage.url, ...storage.map((one) => one.origin)];
  return [...new Set(urls.map((one) => new URL(one).origin))];
}

/** A browser that has gone away has closed its contexts too. */
async function closeContext(context: BrowserContext): Promise<void> {
  await context.close().catch(() => undefined);
}

function plainCookie(cookie: Awaited<ReturnType<BrowserContext['cookies']>>[number]): StoredCookie {
  const { name, value, domain, path, expires, httpOnly, secure, sameSite } = cookie;
  return { name, value, domain, path, expires, httpOnly, secure, sameSite };
}
