/** Opens a driver in this process, with a browser where it needs one; Playwright is loaded only then. */

import { networkLaunch, type NetworkLaunch } from '../browser-network.ts';
import { findBrowser, launchArguments } from '../browser-path.ts';
import type { Driver } from '../drive/driver.ts';
import { withNetworkExplained } from '../drive/explained.ts';
import type { Network } from '../drive/http-network.ts';
import type { RunHost } from '../host.ts';
import { livingBrowser } from './living-browser.ts';

/** How the browser is started. */
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

export interface OpenDriverOptions {
  /** Null opens the http driver. */
  browser: BrowserLaunch | null;
  idp: { baseUrl: string };
  userAgent: string;
  /** Pictures too; for people who watch. */
  loadEverything: boolean;
  network: Network;
  /** Folder for a trace of every visitor; none is recorded without it. */
  traceDir?: string | null;
}

/** Nobody looks at pictures; stopping each request for one on its way costs a tenth of a sign-in (measured). */
const withoutPictures = '--blink-settings=imagesEnabled=false';

export async function openDriver(options: OpenDriverOptions): Promise<Driver> {
  const { browser: launch, idp, userAgent, loadEverything, network, traceDir = null } = options;
  if (launch === null) {
    const { httpDriver } = await import('../drive/http.ts');
    return withNetworkExplained(httpDriver({ idp: { baseUrl: idp.baseUrl }, userAgent, network }), network);
  }
  const [{ chromium }, { browserDriver }] = await Promise.all([
    import('@playwright/test'),
    import('../drive/browser.ts'),
  ]);
  const args = loadEverything ? launch.args : [...launch.args, withoutPictures];
  // Signals are the command's own affair: it ends the run in order.
  const browser = livingBrowser(() => chromium.launch({ ...launch, args, handleSIGINT: false, handleSIGTERM: false }));
  const traced = traceDir === null ? {} : { traceDir };
  const driver = await browserDriver({
    browser: browser.get,
    idp: { baseUrl: idp.baseUrl },
    userAgent,
    watched: loadEverything,
    ...traced,
  });
  return {
    ...withNetworkExplained(driver, network),
    close: async () => {
      // A browser that goes takes its contexts with it at no cost, but a trace is written while its visitor closes.
      if (traceDir !== null) await driver.close();
      await browser.close();
    },
  };
}
