/** The default driver: a real browser, a fresh context for every visitor. */

import type { Browser } from '@playwright/test';
import { devtoolsOf } from './browser-devtools.ts';
import { newBrowserVisitor, type Opened, type VisitorDesk } from './browser-visitor.ts';
import type { Driver, DriverOptions, SignInProfile } from './driver.ts';
import { isLoopback } from './site.ts';

export interface BrowserDriverOptions extends DriverOptions {
  /** Asked before every visitor: whoever owns the browser may have had to start a new one. */
  browser: () => Promise<Browser>;
  /** Folder for a Playwright trace of every visitor; none is recorded without it. */
  traceDir?: string;
  /** Somebody looks on and wants to see every page. */
  watched?: boolean;
}

export async function browserDriver(options: BrowserDriverOptions): Promise<Driver> {
  const userAgent = `${await ownUserAgent(await options.browser())} ${options.userAgent}`;
  // Making a context takes a third of a sign-in: for every visitor at work one is made ahead.
  const ahead: Promise<Opened>[] = [];
  let atWork = 0;
  const closing = new Set<Promise<void>>();
  const open = async (profile: SignInProfile): Promise<Opened> => await openContext(options, profile, userAgent);
  const close = (work: Promise<void>): void => {
    const done: Promise<void> = work.catch(() => undefined).finally(() => closing.delete(done));
    closing.add(done);
  };
  let visitors = 0;
  // Reading what was stored costs a page: it is read as soon as one of the SP's pages has something to read.
  const storage = { seen: false };
  return {
    name: 'browser',
    newVisitor: async (profile, settling) => {
      visitors += 1;
      atWork += 1;
      // What was made ahead may have gone with its browser.
      const ready = await ahead.shift()?.catch(() => null);
      const usable = ready?.context.browser()?.isConnected() === true && ready.lenient === isLenient(profile);
      if (ready && !usable) close(ready.context.close());
      const mine = ready && usable ? ready : await open(profile);
      // Not before somebody has it: a trace that nobody ends leaves its folder behind.
      if (options.traceDir !== undefined) await mine.context.tracing.start({ screenshots: true, snapshots: true });
      const prepareNext = (): void => {
        if (ahead.length >= atWork) return;
        const opening = open(profile);
        // It may come to nothing when the browser goes away; whoever takes it opens another one.
        opening.catch(() => undefined);
        ahead.push(opening);
      };
      const leave = (work: Promise<void>): void => {
        atWork -= 1;
        close(work);
      };
      const tracePath = options.traceDir && `${options.traceDir}/visitor-${process.pid}-${visitors}.zip`;
      const desk: VisitorDesk = { ...options, close: leave, prepareNext, storage, tracePath };
      return newBrowserVisitor(desk, profile, settling, mine);
    },
    close: async () => {
      for (const opening of ahead.splice(0)) {
        const unused = await opening.catch(() => null);
        if (unused) close(unused.context.close());
      }
      await Promise.all(closing);
    },
  };
}

async function ownUserAgent(browser: Browser): Promise<string> {
  const session = await browser.newBrowserCDPSession();
  const { userAgent } = await session.send('Browser.getVersion');
  await session.detach();
  return userAgent;
}

/** A loopback SP may show a certificate that nobody signed; a certificate of the world must be right. */
function isLenient(profile: SignInProfile): boolean {
  return isLoopback(profile.sp.acsUrl) && isLoopback(profile.signIn.startUrl);
}

async function openContext(options: BrowserDriverOptions, profile: SignInProfile, userAgent: string): Promise<Opened> {
  const lenient = isLenient(profile);
  const browser = await options.browser();
  const context = await browser.newContext({ userAgent, ignoreHTTPSErrors: lenient, viewport: null });
  const page = await context.newPage();
  return { context, page, devtools: devtoolsOf(context, page), lenient };
}
