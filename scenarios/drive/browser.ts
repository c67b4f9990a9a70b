/** The default driver: a real browser, a fresh context for every visitor, no picture loaded that nobody looks at. */

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { viewDocument } from './browser-page.ts';
import { trackPage, type PageTracker } from './browser-tracker.ts';
import { firstLine, open, walkPostPage, walkSignIn, type WalkContext } from './browser-walk.ts';
import type {
  Driver,
  DriverOptions,
  Journey,
  PageVisit,
  Settling,
  SignInProfile,
  StoredCookie,
  TokenCookie,
  Visitor,
} from './driver.ts';
import { watchProtectedPage } from './browser-watch.ts';
import { hostOf, isLoopback, sameOrigin } from './site.ts';

export interface BrowserDriverOptions extends DriverOptions {
  browser: Browser;
  /** Load images, fonts and media too; for people who watch (`--headed`, `--trace`). */
  loadEverything?: boolean;
  /** Folder for a Playwright trace of every visitor; none is recorded without it. */
  traceDir?: string;
}

const pictures = new Set(['image', 'font', 'media']);

export async function browserDriver(options: BrowserDriverOptions): Promise<Driver> {
  const userAgent = `${await ownUserAgent(options.browser)} ${options.userAgent}`;
  let visitors = 0;
  return {
    name: 'browser',
    newVisitor: async (profile, settling) => {
      visitors += 1;
      return await newBrowserVisitor(options, profile, settling, userAgent, visitors);
    },
    close: () => Promise.resolve(),
  };
}

async function ownUserAgent(browser: Browser): Promise<string> {
  const page = await browser.newPage();
  const text = await page.evaluate(() => navigator.userAgent);
  await page.close();
  return text;
}

async function newBrowserVisitor(
  options: BrowserDriverOptions,
  profile: SignInProfile,
  settling: Settling,
  userAgent: string,
  number: number,
): Promise<Visitor> {
  const { idp } = options;
  const context = await options.browser.newContext({
    userAgent,
    viewport: { width: 1000, height: 700 },
    // A loopback SP may show a certificate that nobody signed; a certificate of the world must be right.
    ignoreHTTPSErrors: isLoopback(profile.sp.acsUrl) && isLoopback(profile.signIn.startUrl),
    serviceWorkers: 'block',
  });
  if (options.traceDir !== undefined) await context.tracing.start({ screenshots: true, snapshots: true });
  const tokenNames = new Set<string>();
  const notes: string[] = [];

  async function spCookies(): Promise<StoredCookie[]> {
    return (await context.cookies()).filter((one) => !tokenNames.has(one.name)).map(plainCookie);
  }

  const befores = new Map<Page, Promise<StoredCookie[]>>();
  await context.route('**', async (route, request) => {
    if (options.loadEverything !== true && pictures.has(request.resourceType())) return await route.abort();
    if (request.isNavigationRequest() && !sameOrigin(request.url(), idp.baseUrl)) {
      const page = request.frame().page();
      if (sameOrigin(page.url(), idp.baseUrl)) {
        const snapshot = spCookies();
        befores.set(page, snapshot);
        await snapshot;
      }
    }
    await route.continue();
  });

  async function newWalk(): Promise<WalkContext> {
    const page = await context.newPage();
    const tracker = trackPage(page, idp.baseUrl);
    const note = (text: string): void => void notes.push(text);
    return { page, tracker, profile, settling, idpUrl: idp.baseUrl, before: () => befores.get(page) ?? null, note };
  }

  const main = await newWalk();
  const { page } = main;
  const others: PageTracker[] = [];

  async function deliverInNewPage(postPageUrl: string): Promise<Journey> {
    const walk = await newWalk();
    others.push(walk.tracker);
    const journey = await walkPostPage(walk, postPageUrl);
    await walk.page.close();
    return journey;
  }

  async function openProtectedPage(): Promise<PageVisit> {
    main.tracker.restart();
    const deadline = Date.now() + profile.limits.stepSeconds * 1000;
    const failure = await open(main, profile.protectedPage.url, 'protected-page', deadline);
    if (failure !== null) return { page: null, failure, identityChangedMs: 0 };
    return await watchProtectedPage(main, (selectors) => viewDocument(page, selectors));
  }

  return {
    arm: async (cookie: TokenCookie) => {
      tokenNames.add(cookie.name);
      // Set by URL on plain http, the browser's automation drops the cookie silently (measured); by domain and path it holds.
      const trusted = new URL(idp.baseUrl).protocol === 'https:' || isLoopback(idp.baseUrl);
      const policy = trusted
        ? { sameSite: 'None' as const, secure: true }
        : { sameSite: 'Lax' as const, secure: false };
      await context.addCookies([{ ...cookie, domain: hostOf(idp.baseUrl), path: '/', ...policy }]);
      const kept = (await context.cookies()).some((one) => one.name === cookie.name && one.value === cookie.value);
      if (!kept) throw new Error(`the exchange cookie was not kept for ${idp.baseUrl}`);
    },
    signIn: ({ held = false } = {}) => walkSignIn(main, held),
    deliver: (postPageUrl) => walkPostPage(main, postPageUrl),
    deliverAtOnce: (url, count) => Promise.all(Array.from({ length: count }, () => deliverInNewPage(url))),
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
      const trackers = [main.tracker, ...others];
      const trail = (await Promise.all(trackers.map((one) => one.takeTrail()))).flat();
      return { trail, console: [...trackers.flatMap((one) => one.takeConsole()), ...notes.splice(0)] };
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
        await context.tracing.stop({ path: `${options.traceDir}/visitor-${process.pid}-${number}.zip` });
      }
      await closeContext(context);
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
