/** Follows one page's main frame: every navigation hop, what it answered, and when the page has come to rest. */

import type { Page, Request, Response } from '@playwright/test';
import type { TrailStep } from '../observation.ts';
import { withoutValue } from './cookies.ts';
import { saysOver } from './protected-page.ts';
import { sameOrigin } from './site.ts';

/** A post (or link) that took the browser from the IdP to the SP: the answer's way to the ACS. */
export interface Delivery {
  url: string;
  status: number | null;
  /** Why it did not arrive; null while under way or when it did. */
  failed: string | null;
}

export interface PageTracker {
  /** True once a main-frame request went to the IdP since the last `restart`. */
  reachedIdp: () => boolean;
  delivery: () => Delivery | null;
  /** The last document's answer (no redirect). */
  document: () => Response | null;
  /** The IdP's word that this exchange is over was the last answer: the inert page, or the answer without content. */
  exchangeOver: () => boolean;
  /** The last navigation that failed and was not followed by another. */
  failed: () => { url: string; message: string } | null;
  /** How many navigations were begun since the last `restart`. */
  navigations: () => number;
  /** When anything last happened, `Date.now()`. */
  lastEvent: () => number;
  /** Forgets the walk so far, for the next one. */
  restart: () => void;
  /** Resolves true when `done` holds, after any event; false when the time is over. */
  until: (done: () => boolean, deadline: number) => Promise<boolean>;
  /** Resolves when a document has been parsed and no navigation was under way for `quietMs`; false when the time is over. */
  atRest: (quietMs: number, deadline: number) => Promise<boolean>;
  /** Adds an answer to the trail that came to something else than this page. */
  note: (step: TrailStep) => void;
  takeTrail: () => Promise<TrailStep[]>;
  takeConsole: () => string[];
}

export function trackPage(page: Page, idpUrl: string): PageTracker {
  let trail: Promise<TrailStep | null>[] = [];
  let console: string[] = [];
  let waiting: (() => void)[] = [];
  let idpSeen = false;
  let delivery: (Delivery & { request: Request }) | null = null;
  let document: Response | null = null;
  let failed: { url: string; message: string } | null = null;
  let pending: Request | null = null;
  let parsed = false;
  let begun = 0;
  let lastEvent = Date.now();

  const stir = (): void => {
    lastEvent = Date.now();
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  const isMain = (request: Request): boolean => request.isNavigationRequest() && request.frame() === page.mainFrame();
  const atIdp = (url: string): boolean => sameOrigin(url, idpUrl);

  page.on('request', (request) => {
    if (!isMain(request)) return;
    const from = request.redirectedFrom()?.url() ?? document?.url() ?? null;
    if (from !== null && idpSeen && delivery === null && atIdp(from) && !atIdp(request.url())) {
      delivery = { request, url: request.url(), status: null, failed: null };
    }
    if (atIdp(request.url())) idpSeen = true;
    if (request.redirectedFrom() === null) begun += 1;
    pending = request;
    parsed = false;
    failed = null;
    stir();
  });
  page.on('response', (response) => {
    const request = response.request();
    if (!isMain(request)) return;
    trail.push(stepOf(response, atIdp(response.url())).catch(() => null));
    if (delivery?.request === request) delivery.status = response.status();
    if (!isRedirect(response)) {
      document = response;
      // 204 and 205 leave the browser where it was: no document will follow.
      if (response.status() === 204 || response.status() === 205) {
        pending = null;
        parsed = true;
      }
    }
    stir();
  });
  page.on('requestfailed', (request) => {
    if (!isMain(request) || request !== pending) return;
    const message = request.failure()?.errorText ?? 'failed';
    pending = null;
    if (delivery?.request === request && delivery.status === null) delivery.failed = message;
    failed = { url: request.url(), message };
    stir();
  });
  page.on('domcontentloaded', () => {
    pending = null;
    parsed = true;
    stir();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') console.push(message.text().slice(0, 500));
  });
  page.on('pageerror', (error) => console.push(`${error.name}: ${error.message}`.slice(0, 500)));

  async function until(done: () => boolean, deadline: number): Promise<boolean> {
    while (!done()) {
      if (Date.now() >= deadline || page.isClosed()) return false;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(1, deadline - Date.now()));
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    return true;
  }

  async function atRest(quietMs: number, deadline: number): Promise<boolean> {
    for (;;) {
      if (!(await until(() => parsed || failed !== null, deadline))) return false;
      const left = lastEvent + quietMs - Date.now();
      if (left <= 0) return true;
      if (Date.now() >= deadline) return false;
      const before = begun;
      await until(() => begun !== before, Math.min(deadline, Date.now() + left));
    }
  }

  return {
    reachedIdp: () => idpSeen,
    delivery: () => delivery,
    document: () => document,
    exchangeOver: () => document !== null && atIdp(document.url()) && saysOver(document.status()),
    failed: () => failed,
    navigations: () => begun,
    lastEvent: () => lastEvent,
    restart: () => {
      [idpSeen, delivery, failed, document, pending, parsed, begun] = [false, null, null, null, null, false, 0];
    },
    until,
    atRest,
    note: (step) => void trail.push(Promise.resolve(step)),
    takeTrail: async () => {
      const taken = trail;
      trail = [];
      return (await Promise.all(taken)).filter((step) => step !== null);
    },
    takeConsole: () => {
      const taken = console;
      console = [];
      return taken;
    },
  };
}

function isRedirect(response: Response): boolean {
  return [301, 302, 303, 307, 308].includes(response.status()) && response.headers()['location'] !== undefined;
}

/**
 * One answer as the trail keeps it.
 * @param at when it arrived, ISO instant; null for the IdP's answers, whose clock is ours
 */
export function trailStep(
  answer: Pick<TrailStep, 'method' | 'url' | 'status'>,
  headers: { name: string; value: string }[],
  at: string | null,
): TrailStep {
  const valuesOf = (name: string): string[] =>
    headers.filter((one) => one.name.toLowerCase() === name).map(({ value }) => value);
  const [[location], [date]] = [valuesOf('location'), valuesOf('date')];
  return {
    ...answer,
    setCookies: valuesOf('set-cookie').flatMap((lines) => lines.split('\n').map(withoutValue)),
    ...(location === undefined ? {} : { location }),
    ...(date === undefined || at === null ? {} : { at, date }),
  };
}

async function stepOf(response: Response, ofIdp: boolean): Promise<TrailStep> {
  const at = ofIdp ? null : new Date().toISOString();
  const answer = { method: response.request().method(), url: response.url(), status: response.status() };
  return trailStep(answer, await response.headersArray(), at);
}
