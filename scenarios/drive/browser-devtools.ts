/** A page's DevTools, attached when they are first asked: attached from the start they slow down every navigation (measured). */

import type { BrowserContext, CDPSession, Page } from '@playwright/test';

export type Devtools = Pick<CDPSession, 'send'>;

export function devtoolsOf(context: BrowserContext, page: Page): Devtools {
  let attached: Promise<CDPSession> | undefined;
  return {
    send: async (method, parameters) => {
      attached ??= context.newCDPSession(page);
      return await (await attached).send(method, parameters);
    },
  };
}
