/** In a real browser: whoever signs out at one application, or at the IdP, is signed out at the others. */

import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { startSample, type Sample } from '../../../demo/index.ts';
import { startIdp, type RunningIdp } from '../../../idp/index.ts';
import { findBrowser, launchArguments } from '../../../scenarios/browser-path.ts';

let browser: Browser;
let idp: RunningIdp;
let notes: Sample;
let tasks: Sample;

/** Cookies know hosts, not ports: the two applications need names of their own. */
async function registered(name: string, host: string): Promise<Sample> {
  const { entityId, ssoUrl } = idp;
  const trusted = { entityId, ssoUrl, certificates: [idp.certificate()] };
  const sample = await startSample({ kind: 'strict', host, idp: trusted });
  const { users, idp: settings } = sample.profile() as { users: Record<string, string>; idp: object };
  idp.register({
    name,
    entityId: sample.entityId,
    acsUrls: [sample.acsUrl],
    logoutUrl: `${sample.baseUrl}/saml/slo`,
    users: Object.values(users),
    idp: settings,
  });
  return sample;
}

test.beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments() });
  idp = await startIdp({ baseUrl: 'http://127.0.0.1:0' });
  [notes, tasks] = [await registered('Notes', 'localhost'), await registered('Tasks', '127.0.0.1')];
});
test.afterAll(async () => {
  await Promise.all([browser.close(), notes.close(), tasks.close()]);
  await idp.close();
});

async function status(page: Page, { meUrl }: Sample): Promise<number> {
  const answer = await page.request.get(`${meUrl}?json`);
  return answer.status();
}

async function signedInAtBoth(page: Page): Promise<void> {
  await page.goto(notes.loginUrl);
  await page.getByRole('button', { name: /b\.simon/ }).click();
  await page.waitForURL(notes.meUrl);
  await page.goto(tasks.loginUrl);
  await page.waitForURL(tasks.meUrl);
  expect([await status(page, notes), await status(page, tasks)]).toEqual([200, 200]);
}

test('a sign-out at one application ends the session at the other, and the browser comes back', async () => {
  const page = await browser.newPage();
  await signedInAtBoth(page);
  await page.goto(notes.logoutUrl);
  await page.waitForURL(`${notes.baseUrl}/saml/slo?SAMLResponse=**`);
  await expect(page.getByRole('heading')).toHaveText('Signed out');
  expect([await status(page, notes), await status(page, tasks)]).toEqual([401, 401]);
  await page.context().close();
});

test('a sign-out at the IdP ends the sessions at both', async () => {
  const page = await browser.newPage();
  await signedInAtBoth(page);
  await page.goto(`${idp.baseUrl}/signout`);
  await expect(page.locator('iframe')).toHaveCount(2);
  await expect.poll(async () => [await status(page, notes), await status(page, tasks)]).toEqual([401, 401]);
  await page.context().close();
});
