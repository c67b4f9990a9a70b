/** One browser for all visitors, and a new one when it has crashed: one page may cost its case, not the run. */

import type { Browser } from '@playwright/test';

export interface LivingBrowser {
  /** @throws what the start throws; the next call tries again. Once closed, it only throws. */
  get: () => Promise<Browser>;
  close: () => Promise<void>;
}

export function livingBrowser(launch: () => Promise<Browser>): LivingBrowser {
  let current: Promise<Browser> | null = null;
  let over = false;
  const forget = (gone: Promise<Browser>): void => {
    if (current === gone) current = null;
  };
  const start = (): Promise<Browser> => {
    const starting = launch();
    starting.then(
      (browser) => browser.once('disconnected', () => forget(starting)),
      () => forget(starting),
    );
    return starting;
  };
  return {
    get: async () => {
      // An item that an interrupted run left alone may still ask; a browser started for it would outlive the run.
      if (over) throw new Error('the run is over; its browser is closed');
      return await (current ??= start());
    },
    close: async () => {
      over = true;
      const browser = await current?.catch(() => null);
      current = null;
      await browser?.close();
    },
  };
}
