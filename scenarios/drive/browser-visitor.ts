/** One visitor of the browser driver: a context of its own, its page, and what the moves do there. */

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { Devtools } from './browser-devtools.ts';
import { viewDocument } from './browser-page.ts';
import { askForProtectedPage, saysPlainly, saysTheSame, type Answered } from './browser-request.ts';
import { emptyStorage, localItems, putItems } from './browser-storage.ts';
import { trackPage } from './browser-tracker.ts';
import { firstLine, open, walkPostPage, walkSignIn, type WalkContext } from './browser-walk.ts';
import type {
  DriverOptions,
  Opening,
  PageVisit,
  Settling,
  SignInProfile,
  StoredCookie,
  StoredItem,
  TokenCookie,
  Visitor,
} from './driver.ts';
import { lookAtLanding, watchProtectedPage, type LookAt } from './browser-watch.ts';
import { hostOf, isLoopback, sameOrigin } from './site.ts';

/** A fresh context with its page. */
export interface Opened {
  context: BrowserContext;
  page: Page;
  devtools: Devtools;
  lenient: boolean;
}

/** What a visitor has from its driver. */
export interface VisitorDesk extends Pick<DriverOptions, 'idp'> {
  /** Whether one of the SP's pages was seen to store something. */
  storage: { seen: boolean };
  /** Where a trace is written while the visitor leaves; none was recorded without it. */
  tracePath: string | undefined;
  /** Somebody looks on and wants to see every page. */
  watched?: boolean;
  /** The visitor is at work: the next one's context may be made. */
  prepareNext: () => void;
  /** The visitor has left; nobody has to wait for the rest. */
  close: (work: Promise<void>) => void;
}

export function newBrowserVisitor(
  desk: VisitorDesk,
  profile: SignInProfile,
  settling: Settling,
  { context, page, devtools }: Opened,
): Visitor {
  const { idp, storage, tracePath } = desk;
  const tokenNames = new Set<string>();
  const notes: string[] = [];

  const spCookies = async (): Promise<StoredCookie[]> =>
    (await context.cookies()).filter((one) => !tokenNames.has(one.name)).map(plainCookie);

  const main: WalkContext = {
    page,
    devtools,
    tracker: trackPage(page, idp.baseUrl),
    profile,
    settling,
    idpUrl: idp.baseUrl,
    note: (text) => notes.push(text),
  };

  const view: LookAt = async (selectors) => {
    const seen = await viewDocument(devtools, selectors);
    storage.seen ||= seen.stores;
    return seen;
  };

  const ask = async (): Promise<Answered | null> =>
    desk.watched === true ? null : await askForProtectedPage(context, profile);

  async function openProtectedPage({ landed = false, hoped }: Opening = {}): Promise<PageVisit> {
    const landing = landed && settling.landingCounts ? await lookAtLanding(main, view) : null;
    if (landing !== null) return landing;
    if (settling.plainAnswer === 'unknown') {
      const answered = await ask();
      const visit = await openPage();
      const alike = answered !== null && saysTheSame(answered, visit.page, profile);
      return { ...visit, plainAnswer: alike ? 'alike' : 'different' };
    }
    if (settling.plainAnswer === 'different' || hoped === undefined) return await openPage();
    const answered = await ask();
    if (answered === null || !saysPlainly(answered, hoped, profile)) return await openPage();
    main.tracker.note(answered.step);
    return { page: answered.facts, failure: null, identityChangedMs: 0 };
  }

  async function openPage(): Promise<PageVisit> {
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
      desk.prepareNext();
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
    spState: async () => ({
      cookies: await spCookies(),
      storage: storage.seen ? (await localItems(context)).filter((one) => !sameOrigin(one.origin, idp.baseUrl)) : [],
    }),
    restoreSpState: async ({ cookies, storage }) => {
      // A browser that has not been anywhere yet has nothing to forget.
      if (page.url() !== 'about:blank') await emptyStorage(page, devtools, originsOf(profile, storage));
      const tokens = (await context.cookies()).filter((one) => tokenNames.has(one.name)).map(plainCookie);
      await context.clearCookies();
      await context.addCookies([...tokens, ...cookies]);
      await putItems(context, storage);
    },
    sendHeaders: (headers) => context.setExtraHTTPHeaders(headers),
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
      if (tracePath !== undefined) await context.tracing.stop({ path: tracePath });
      desk.close(closeContext(context));
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
