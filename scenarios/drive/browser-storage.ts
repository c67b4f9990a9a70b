/** What the SP's pages keep in the browser beside cookies: many keep the whole session there. */

import type { BrowserContext, Page } from '@playwright/test';
import type { Devtools } from './browser-devtools.ts';
import type { StoredItem } from './driver.ts';

/** Everything where a page may keep a token, the memory of a service worker included. */
const storageTypes = 'local_storage,indexeddb,cache_storage,file_systems,service_workers';

/** Local storage of every origin that the context has visited. */
export async function localItems(context: BrowserContext): Promise<StoredItem[]> {
  const { origins } = await context.storageState();
  return origins.flatMap(({ origin, localStorage }) => localStorage.map((one) => ({ origin, ...one })));
}

/** Leaves the page, so that its scripts write nothing back, and empties the storage of these origins. */
export async function emptyStorage(page: Page, devtools: Devtools, origins: string[]): Promise<void> {
  // Session storage is the tab's own, and only the page that stands there can reach it.
  await devtools.send('Runtime.evaluate', { expression: 'sessionStorage.clear()' }).catch(() => undefined);
  await page.goto('about:blank').catch(() => undefined);
  for (const origin of origins) await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes });
}

/** Writes local storage from a tab of its own, which sees empty documents in place of the SP's. */
export async function putItems(context: BrowserContext, items: StoredItem[]): Promise<void> {
  if (items.length === 0) return;
  const page = await context.newPage();
  try {
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    for (const origin of new Set(items.map((one) => one.origin))) {
      await page.goto(origin);
      const mine = items.filter((one) => one.origin === origin);
      await page.evaluate((all) => all.forEach(({ name, value }) => localStorage.setItem(name, value)), mine);
    }
  } finally {
    await page.close();
  }
}
