/** Opens a driver in this process, with a browser where it needs one; Playwright is loaded only then. */

import { findBrowser, launchArguments } from '../browser-path.ts';
import type { Driver } from '../drive/driver.ts';

/** How the browser is started, here and in the workers. */
export interface BrowserLaunch {
  executablePath: string;
  args: string[];
  headless: boolean;
}

/** @throws {NoBrowserError} when there is none and none can be installed */
export async function browserLaunch(headed: boolean, say: (sentence: string) => void): Promise<BrowserLaunch> {
  return { executablePath: await findBrowser({ say, headed }), args: launchArguments(), headless: !headed };
}

/** @param browser null opens the http driver */
export async function openDriver(options: {
  browser: BrowserLaunch | null;
  idp: { baseUrl: string };
  userAgent: string;
  loadEverything: boolean;
}): Promise<Driver> {
  const { browser: launch, idp, userAgent, loadEverything } = options;
  if (launch === null) {
    const { httpDriver } = await import('../drive/http.ts');
    return httpDriver({ idp: { baseUrl: idp.baseUrl }, userAgent });
  }
  const [{ chromium }, { browserDriver }] = await Promise.all([
    import('@playwright/test'),
    import('../drive/browser.ts'),
  ]);
  const browser = await chromium.launch({ ...launch, handleSIGINT: false });
  const driver = await browserDriver({ browser, idp: { baseUrl: idp.baseUrl }, userAgent, loadEverything });
  return { ...driver, close: () => browser.close() };
}
