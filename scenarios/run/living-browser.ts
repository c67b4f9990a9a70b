/** One browser for all visitors, and a new one when it has crashed: one page may cost its case, not the run. */

import type { Browser } from '@playwright/test';

export interface LivingBrowser {
  /** @throws what the start throws; the next call tries again */
  get: () => Promise<Browser>;
  close: () => Promise<void>;
}

export function livingBrowser(launch: () => Promise<Browser>): LivingBrowser {
  let current: Promise<Browser> | null = null;
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
    get: async () => await (current ??= start()),
    close: async () => {
      const browser = await current?.catch(() => null);
      current = null;
      await browser?.close();
    },
  };
}
