/** Habits of SPs that no one here wrote: the person is signed in, the refused one is not, with either driver. */

import { chromium, expect, test, type Browser } from '@playwright/test';
import { findBrowser, launchArguments } from '../../../scenarios/browser-path.ts';
import { browserDriver } from '../../../scenarios/drive/browser.ts';
import { patientSettling } from '../../../scenarios/drive/driver.ts';
import { httpDriver } from '../../../scenarios/drive/http.ts';
import { perform } from '../../../scenarios/drive/procedures.ts';
import type { ExchangeFacts } from '../../../scenarios/observation.ts';
import { oddities, oddSp, type Odd } from './odd-sps.ts';
import { standInIdp } from './stand-ins.ts';

let browser: Browser;

test.beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments() });
});
test.afterAll(async () => {
  await browser.close();
});

async function signIn(name: 'browser' | 'http', odd: Odd, user: string): Promise<ExchangeFacts | undefined> {
  const idp = await standInIdp();
  const sp = await oddSp(idp, odd);
  const common = { idp, userAgent: 'samlproof/0 run/test' };
  const driver =
    name === 'http' ? httpDriver(common) : await browserDriver({ ...common, browser: () => Promise.resolve(browser) });
  try {
    const facts = await perform(
      { kind: 'signIn' },
      {
        driver,
        idp,
        profile: sp.profile,
        settling: { ...patientSettling, protectedPageMs: user === 'refused' ? 1_500 : 10_000 },
        order: { user },
        initiated: 'sp',
        screenshot: () => null,
        hook: async () => null,
      },
    );
    return facts.at(-1);
  } finally {
    await driver.close();
    await sp.close();
    await idp.close();
  }
}

for (const [habit, odd] of Object.entries(oddities)) {
  for (const name of ['browser', 'http'] as const) {
    if (name === 'http' && odd.browserOnly === true) continue;
    test(`${name}: ${habit}`, async () => {
      const honest = await signIn(name, odd, 'simon');
      expect(honest?.failure).toBeNull();
      expect(honest?.protectedPage).toMatchObject({ signedIn: true, identity: 'simon' });
      const refused = await signIn(name, odd, 'refused');
      expect(refused?.failure).toBeNull();
      const page = refused?.protectedPage;
      expect(page).toMatchObject({ signedIn: false });
      expect([page?.signedOut, page?.onInertPage, page?.waitedFully]).toContain(true);
    });
  }
}
