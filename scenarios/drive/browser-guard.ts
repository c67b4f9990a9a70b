/** Stops single requests of a page: pictures that nobody looks at, and the post at the ACS for as long as the cookies are read. */

import type { CDPSession, Page } from '@playwright/test';

interface Paused {
  requestId: string;
  resourceType: string;
}

/**
 * Uses the browser's own interception with patterns: Playwright's routes would stop every request of the page, at a cost of
 * a fifth of a sign-in (measured).
 * @param beforeDelivery awaited while a navigation to the ACS waits
 * @returns the session with the page, for further questions
 */
export async function guardPage(
  page: Page,
  options: { acsUrl: string; loadEverything: boolean; beforeDelivery: () => Promise<void> },
): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', (paused: Paused) => void decide(session, paused, options.beforeDelivery));
  const pictures = options.loadEverything ? [] : (['Image', 'Font', 'Media'] as const);
  await session.send('Fetch.enable', {
    patterns: [
      ...pictures.map((resourceType) => ({ urlPattern: '*', resourceType })),
      { urlPattern: `${literally(options.acsUrl)}*`, resourceType: 'Document' },
    ],
  });
  return session;
}

async function decide(session: CDPSession, paused: Paused, beforeDelivery: () => Promise<void>): Promise<void> {
  const { requestId } = paused;
  try {
    if (paused.resourceType !== 'Document') {
      await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
      return;
    }
    await beforeDelivery();
    await session.send('Fetch.continueRequest', { requestId });
  } catch {
    // The page has gone, and the request with it.
  }
}

/** A URL whose own `*`, `?` and backslash stand for themselves in a pattern. */
function literally(url: string): string {
  return url.replace(/[*?\\]/g, '\\$&');
}
