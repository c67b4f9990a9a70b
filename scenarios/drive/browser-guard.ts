/** Stops the post at the ACS on its way, for as long as the cookies are read. */

import type { CDPSession } from '@playwright/test';

/**
 * Uses the browser's own interception with a pattern: Playwright's routes would stop every request of the page, at a cost of
 * a fifth of a sign-in (measured).
 * @param beforeDelivery awaited while a navigation to the ACS waits
 */
export async function stopAtDelivery(
  session: CDPSession,
  acsUrl: string,
  beforeDelivery: () => Promise<void>,
): Promise<void> {
  session.on('Fetch.requestPaused', ({ requestId }: { requestId: string }) => {
    const goOn = async (): Promise<void> => {
      await beforeDelivery();
      await session.send('Fetch.continueRequest', { requestId });
    };
    // When the page has gone, the request has gone with it.
    goOn().catch(() => undefined);
  });
  const patterns = [{ urlPattern: `${literally(acsUrl)}*`, resourceType: 'Document' as const }];
  await session.send('Fetch.enable', { patterns });
}

/** A URL whose own `*`, `?` and backslash stand for themselves in a pattern. */
function literally(url: string): string {
  return url.replace(/[*?\\]/g, '\\$&');
}
