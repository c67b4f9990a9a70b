/** The default driver: a real browser, a fresh context for every visitor, no picture loaded that nobody looks at. */

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { viewDocument } from './browser-page.ts';
import { trackPage } from './browser-tracker.ts';
import { firstLine, open, walkPostPage, walkSignIn, type WalkContext } from './browser-walk.ts';
import type {
  Driver,
  DriverOptions,
  PageVisit,
  Settling,
  SignInProfile,
  StoredCookie,
  TokenCookie,
  Visitor,
} from './driver.ts';
import { watchProtectedPage } from './browser-watch.ts';
import { guardPage } from './browser-guard.ts';
import { hostOf, isLoopback } from './site.ts';

export interface BrowserDriverOptions extends DriverOptions {
  browser: Browser;
  /** Load images, fonts and media too; for people who watch (`--headed`, `--trace`). */
  loadEverything?: boolean;
  /** Folder for a Playwright trace of every visitor; none is recorded without it. */
  traceDir?: string;
}

export async function browserDriver(options: BrowserDriverOptions): Promise<Driver> {
  const userAgent = `${await ownUserAgent(options.browser)} ${options.userAgent}`;
  // Making a context takes a third of a sign-in: the next one is made while the last one is used.
  let next: Promise<Opened> | null = null;
  const closing = new Set<Promise<void>>();
  const open = async (profile: SignInProfile): Promise<Opened> => await openContext(options, profile, userAgent);
  const close = (work: Promise<void>): void => {
    const done: Promise<void> = work.catch(() => undefined).finally(() => closing.delete(done));
    closing.add(done);
  };
  let visitors = 0;
  return {
    name: 'browser',
    newVisitor: async (profile, settling) => {
      visitors += 1;
      const ready = next ?? open(profile);
      next = null;
      const opened = await ready;
      const matches = opened.lenient === isLenient(profile) && opened.acsUrl === profile.sp.acsUrl;
      if (!matches) close(opened.context.close());
      const mine = matches ? opened : await open(profile);
      const prepareNext = (): void => {
        next ??= open(profile);
        // It may come to nothing when the browser goes away; whoever takes it hears of that.
        next.catch(() => undefined);
      };
      return newBrowserVisitor(options, profile, settling, mine, { close, prepareNext, number: visitors });
    },
    close: async () => {
      const unused = await next?.catch(() => null);
      next = null;
      if (unused) close(unused.context.close());
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
  acsUrl: string;
  /** The SP's cookies right before the last navigation to the ACS; null before the first. */
  before: () => Cookies | null;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** A loopback SP may show a certificate that nobody signed; a certificate of the world must be right. */
function isLenient(profile: SignInProfile): boolean {
  return isLoopback(profile.sp.acsUrl) && isLoopback(profile.signIn.startUrl);
}

async function openContext(options: BrowserDriverOptions, profile: SignInProfile, userAgent: string): Promise<Opened> {
  const lenient = isLenient(profile);
  const { acsUrl } = profile.sp;
  const { browser, traceDir, loadEverything = false } = options;
  const context = await browser.newContext({ userAgent, ignoreHTTPSErrors: lenient, viewport: null });
  if (traceDir !== undefined) await context.tracing.start({ screenshots: true, snapshots: true });
  let before: Cookies | null = null;
  const page = await context.newPage();
  const beforeDelivery = async (): Promise<void> => {
    before = await context.cookies();
  };
  const session = await guardPage(page, { acsUrl, loadEverything, beforeDelivery });
  return { context, page, session, lenient, acsUrl, before: () => before };
}

function newBrowserVisitor(
  options: BrowserDriverOptions,
  profile: SignInProfile,
  settling: Settling,
  { context, page, session, before }: Opened,
  driver: { close: (work: Promise<void>) => void; prepareNext: () => void; number: number },
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

  async function openProtectedPage(): Promise<PageVisit> {
    main.tracker.restart();
    const deadline = Date.now() + profile.limits.stepSeconds * 1000;
    const failure = await open(main, profile.protectedPage.url, 'protected-page', deadline);
    if (failure !== null) return { page: null, failure, identityChangedMs: 0 };
    return await watchProtectedPage(main, (selectors) => viewDocument(session, selectors));
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
    restoreSpCookies: async (cookies) => {
      const tokens = (await context.cookies()).filter((one) => tokenNames.has(one.name)).map(plainCookie);
      await context.clearCookies();
      await context.addCookies([...tokens, ...cookies]);
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

/** A browser that has gone away has closed its contexts too. */
async function closeContext(context: BrowserContext): Promise<void> {
  await context.close().catch(() => undefined);
}

function plainCookie(cookie: Awaited<ReturnType<BrowserContext['cookies']>>[number]): StoredCookie {
  const { name, value, domain, path, expires, httpOnly, secure, sameSite } = cookie;
  return { name, value, domain, path, expires, httpOnly, secure, sameSite };
}
