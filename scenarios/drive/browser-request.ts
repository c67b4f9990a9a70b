/** The protected page asked for with the browser's cookies, without opening it: for what a page would only repeat. */

import type { BrowserContext } from '@playwright/test';
import type { ProtectedPageFacts, TrailStep } from '../observation.ts';
import { trailStep } from './browser-tracker.ts';
import type { Hoped, SignInProfile } from './driver.ts';
import { textOf } from './http-body.ts';
import { readPage } from './http-document.ts';
import { changesByItself, viewOf } from './http-page.ts';
import { factsOf, isNamed, selectorsOfProfile } from './protected-page.ts';

/** A page's facts as its answer tells them. */
export interface Answered {
  facts: ProtectedPageFacts;
  step: TrailStep;
}

/** A navigation's own headers (Fetch Metadata), so that the SP answers as it would to one. */
const asNavigation = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'en-US',
  'upgrade-insecure-requests': '1',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'none',
  'sec-fetch-user': '?1',
};

/** Null where only a browser can tell: a redirect, or no answer. A page that may still change was not waited for in full. */
export async function askForProtectedPage(context: BrowserContext, profile: SignInProfile): Promise<Answered | null> {
  const url = new URL(profile.protectedPage.url).href;
  const timeout = profile.limits.stepSeconds * 1000;
  try {
    const answer = await context.request.get(url, { headers: asNavigation, maxRedirects: 0, timeout });
    const headers = answer.headersArray();
    const valueOf = (name: string): string | null =>
      headers.find((one) => one.name.toLowerCase() === name)?.value ?? null;
    if (valueOf('location') !== null) return null;
    const contentType = valueOf('content-type') ?? '';
    const body = textOf(await answer.body(), contentType);
    const status = answer.status();
    const page = readPage({ url, status, body, contentType, location: null, refresh: valueOf('refresh') });
    const facts = factsOf(profile, viewOf(page, selectorsOfProfile(profile)), { onInertPage: false });
    return {
      facts: { ...facts, settledMs: 0, waitedFully: facts.signedOut === true || !changesByItself(page) },
      step: trailStep({ method: 'GET', url, status }, headers, new Date().toISOString()),
    };
  } catch {
    return null;
  }
}

/** The answer says nothing but what was hoped for: opening the page would only repeat it. */
export function saysPlainly({ facts }: Answered, hoped: Hoped, { protectedPage }: SignInProfile): boolean {
  if (hoped === 'welcome') return isNamed(facts, protectedPage.identity) && facts.identity !== '';
  return !facts.signedIn && facts.signedOut !== false && !facts.identity && facts.waitedFully;
}

/** The answer and the browser's page show the same person: from then on either may be asked. */
export function saysTheSame(answered: Answered, page: ProtectedPageFacts | null, profile: SignInProfile): boolean {
  const { facts } = answered;
  const told = ['signedIn', 'signedOut', 'identity', 'status', 'finalUrl'] as const;
  return page !== null && saysPlainly(answered, 'welcome', profile) && told.every((one) => facts[one] === page[one]);
}
