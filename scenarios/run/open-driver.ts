/** Opens a driver in this process, with a browser where it needs one; Playwright is loaded only then. */

import { networkLaunch, type NetworkLaunch } from '../browser-network.ts';
import { findBrowser, launchArguments } from '../browser-path.ts';
import type { Driver } from '../drive/driver.ts';
import { withNetworkExplained } from '../drive/explained.ts';
import type { Network } from '../drive/http-network.ts';
import type { RunHost } from '../host.ts';

/** How the browser is started, here and in the workers. */
export interface BrowserLaunch extends NetworkLaunch {
  executablePath: string;
  headless: boolean;
}

/** @throws {NoBrowserError} when there is none and none can be installed */
export async function browserLaunch(
  headed: boolean,
  say: (sentence: string) => void,
  network: Network,
  host: RunHost,
): Promise<BrowserLaunch> {
  const executablePath = await findBrowser({ say, headed });
  const { signIn, protectedPage, sp } = host.profileFor('subject');
  const pages = [signIn.startUrl, protectedPage.url, new URL('/', sp.acsUrl).href];
  const { args, ...launch } = await networkLaunch(network, pages, host.idp.baseUrl);
  return { executablePath, args: [...launchArguments(), ...args], headless: !headed, ...launch };
}

/** @param browser null opens the http driver */
export async function openDriver(options: {
  browser: BrowserLaunch | null;
  idp: { baseUrl: string };
  userAgent: string;
  loadEverything: boolean;
  network: Network;
}): Promise<Driver> {
  const { browser: launch, idp, userAgent, loadEverything, network } = options;
  if (launch === null) {
    const { httpDriver } = await import('../drive/http.ts');
    return withNetworkExplained(httpDriver({ idp: { baseUrl: idp.baseUrl }, userAgent, network }), network);
  }
  const [{ chromium }, { browserDriver }] = await Promise.all([
    import('@playwright/test'),
    import('../drive/browser.ts'),
  ]);
  const browser = await chromium.launch({ ...launch, handleSIGINT: false });
  const driver = await browserDriver({ browser, idp: { baseUrl: idp.baseUrl }, userAgent, loadEverything });
  return { ...withNetworkExplained(driver, network), close: () => browser.close() };
}
