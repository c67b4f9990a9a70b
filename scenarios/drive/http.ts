/** The fast driver: no browser, plain HTTP with a cookie jar; redirects, self-posting forms and simple steps by hand. */

import type { StepFailure } from '../observation.ts';
import {
  NeedsBrowserError,
  type Driver,
  type DriverOptions,
  type Journey,
  type PageVisit,
  type SignInProfile,
  type StoredCookie,
  type TokenCookie,
  type Visitor,
} from './driver.ts';
import { makeAgents } from './http-agents.ts';
import { directNetwork } from './http-network.ts';
import { makeClient, NavigationError, type HttpClient, type Navigation } from './http-client.ts';
import { readPage, sourceOf, type HttpPage } from './http-document.ts';
import { selfPostingForm } from './http-form.ts';
import { hasScript, performStep, refreshOf, viewOf } from './http-page.ts';
import { factsOf, saysOver, selectorsOfProfile } from './protected-page.ts';
import { setCookieLine, stored } from './http-cookies.ts';
import { sameOrigin } from './site.ts';

/** More hops than any sign-in makes; beyond it the SP goes round in circles. */
const hopLimit = 25;

export function httpDriver(options: DriverOptions): Driver {
  const agents = makeAgents(options.network ?? directNetwork);
  const started = { once: false };
  return {
    name: 'http',
    newVisitor: (profile) => Promise.resolve(newHttpVisitor(options, profile, agents.of, started)),
    close: () => agents.close(),
  };
}

interface Walk extends Journey {
  page: HttpPage | null;
}

function newHttpVisitor(
  options: DriverOptions,
  profile: SignInProfile,
  agentOf: Parameters<typeof makeClient>[0]['agentOf'],
  /** Whether a sign-in could be started before: a start page that wants a script from then on is a change of the SP's. */
  started: { once: boolean },
): Visitor {
  const atIdp = (url: string): boolean => sameOrigin(url, options.idp.baseUrl);
  const client: HttpClient = makeClient({
    agentOf,
    ofIdp: atIdp,
    userAgent: `Mozilla/5.0 (compatible; http driver) ${options.userAgent}`,
    timeoutMs: profile.limits.stepSeconds * 1000,
  });
  const tokenNames = new Set<string>();
  const notes: string[] = [];

  /** Follows what a browser would follow by itself, from one navigation to the page where it stops. */
  async function walk(first: Navigation, step: StepFailure['step'], held: boolean): Promise<Walk> {
    const result: Walk = { reachedIdp: false, acs: null, failure: null, landingMs: 0, page: null };
    let next: Navigation | null = first;
    let from = first.initiator;
    for (let hop = 0; next !== null; hop += 1) {
      const leavesIdp: boolean = from !== null && atIdp(from) && !atIdp(next.url) && result.acs === null;
      try {
        if (hop >= hopLimit)
          throw new NavigationError(next.url, new Error(`more than ${hopLimit} redirects and forms`));
        const answer = await client.send(next);
        from = answer.url;
        if (leavesIdp) result.acs = { url: next.url, status: answer.status, body: '', finalUrl: answer.url };
        result.reachedIdp ||= atIdp(answer.url);
        result.page = readPage(answer);
        next = answer.location === null ? follow(result.page, held) : redirected(next, answer.status, answer.location);
      } catch (error) {
        if (!(error instanceof NavigationError)) throw error;
        // An SP that sends the browser to a foreign address has answered; that the address does not exist is not its failure.
        const foreign = result.acs !== null && !sameOrigin(error.url, result.acs.url) && !atIdp(error.url);
        if (foreign && result.acs !== null) result.acs.finalUrl = error.url;
        else result.failure = { step: leavesIdp ? 'acs' : step, message: error.message, url: error.url };
        return result;
      }
    }
    if (result.acs !== null && result.page !== null) {
      result.acs.body = sourceOf(result.page.answer).slice(0, 20_000);
      result.acs.finalUrl = result.page.answer.url;
    }
    return result;
  }

  function follow(page: HttpPage, held: boolean): Navigation | null {
    const idp = atIdp(page.answer.url);
    if (idp && (held || page.answer.status >= 400)) return null;
    return selfPostingForm(page, idp) ?? refreshOf(page);
  }

  async function signIn({ held = false }: { held?: boolean } = {}): Promise<Journey> {
    const start: Navigation = { method: 'GET', url: profile.signIn.startUrl, initiator: null };
    let at = await walk(start, 'start', held);
    for (const step of profile.signIn.steps) {
      const { page } = at;
      if (at.failure !== null || page === null || at.reachedIdp) break;
      let next: Navigation | null;
      try {
        next = performStep(page, step);
      } catch (error) {
        if (hasScript(page) && !started.once) throw new NeedsBrowserError(page.answer.url);
        at.failure = { step: 'steps', message: messageOf(error), url: page.answer.url };
        break;
      }
      if (next !== null) at = await walk(next, 'steps', held);
    }
    started.once ||= at.reachedIdp;
    if (at.failure === null && !at.reachedIdp) {
      if (!started.once && at.page !== null && at.page.answer.status < 400 && hasScript(at.page)) {
        throw new NeedsBrowserError(at.page.answer.url);
      }
      at.failure = { step: 'start', message: neverReached(at.page), url: at.page?.answer.url ?? null };
    }
    return await finish(at, held);
  }

  /** Notes an IdP that gave no answer, else does the steps after the ACS. */
  async function finish(at: Walk, held: boolean): Promise<Journey> {
    if (at.failure === null && at.acs === null && !held) {
      const message = `the IdP answered ${at.page?.answer.status ?? 'nothing'} and posted nothing to the SP`;
      at.failure = { step: 'idp', message, url: at.page?.answer.url ?? null };
    }
    if (at.failure === null && !held && at.page !== null) await afterSignIn(at.page);
    const { page: _page, ...journey } = at;
    return journey;
  }

  /** A refused sign-in has no welcome page: a step that cannot be done is a note, the protected page decides. */
  async function afterSignIn(page: HttpPage): Promise<void> {
    let at = page;
    for (const step of profile.afterSignIn) {
      try {
        const next = performStep(at, step);
        if (next !== null) at = (await walk(next, 'after-sign-in', false)).page ?? at;
      } catch (error) {
        notes.push(`samlproof: after-sign-in step not done at ${at.answer.url}: ${messageOf(error)}`);
        return;
      }
    }
  }

  async function spCookies(): Promise<StoredCookie[]> {
    const { cookies } = await client.jar.serialize();
    return cookies.map(stored).filter((one) => !tokenNames.has(one.name));
  }

  async function deliver(postPageUrl: string): Promise<Journey> {
    return await finish(await walk({ method: 'GET', url: postPageUrl, initiator: null }, 'replay', false), false);
  }

  async function setCookies(cookies: StoredCookie[]): Promise<void> {
    for (const one of cookies)
      await client.jar.setCookie(setCookieLine(one), `https://${one.domain.replace(/^\./, '')}/`);
  }

  async function openProtectedPage(): Promise<PageVisit> {
    const started = Date.now();
    const at = await walk({ method: 'GET', url: profile.protectedPage.url, initiator: null }, 'protected-page', false);
    if (at.page === null || at.failure !== null) return { page: null, failure: at.failure, identityChangedMs: 0 };
    const view = viewOf(at.page, selectorsOfProfile(profile));
    const facts = factsOf(profile, view, {
      onInertPage: atIdp(view.url) && saysOver(view.status),
    });
    // Nothing runs in this page, so it cannot change: looking once is as good as waiting.
    return {
      page: { ...facts, settledMs: Date.now() - started, waitedFully: true },
      failure: null,
      identityChangedMs: 0,
    };
  }

  return {
    arm: async (cookie: TokenCookie) => {
      tokenNames.add(cookie.name);
      await client.jar.setCookie(`${cookie.name}=${cookie.value}; Path=/; SameSite=None; Secure`, options.idp.baseUrl);
      const kept = (await client.jar.getCookieString(options.idp.baseUrl)).includes(cookie.value);
      if (!kept) throw new Error(`the exchange cookie was not kept for ${options.idp.baseUrl}`);
    },
    signIn,
    deliver,
    openProtectedPage,
    open: async (url, step) => (await walk({ method: 'GET', url, initiator: null }, step, false)).failure,
    spState: async () => ({ cookies: await spCookies(), storage: [] }),
    restoreSpState: async ({ cookies }) => {
      const { cookies: all } = await client.jar.serialize();
      const tokens = all.map(stored).filter((one) => tokenNames.has(one.name));
      await client.jar.removeAllCookies();
      await setCookies([...tokens, ...cookies]);
    },
    sendHeaders: (headers) => {
      Object.assign(client.headers, headers);
      return Promise.resolve();
    },
    takeRecord: () => Promise.resolve({ trail: client.trail.splice(0), console: notes.splice(0) }),
    screenshot: () => Promise.resolve(false),
    close: () => Promise.resolve(),
  };
}

/** A 303 and, as browsers do it, a POST's 301 and 302 go on as GET; 307 and 308 repeat the request. */
function redirected(last: Navigation, status: number, location: string): Navigation {
  if (status === 307 || status === 308) return { ...last, url: location };
  return { method: 'GET', url: location, initiator: last.initiator };
}

function neverReached(page: HttpPage | null): string {
  return `the sign-in never reached the IdP; the SP's last page answered ${page?.answer.status ?? 'nothing'}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
