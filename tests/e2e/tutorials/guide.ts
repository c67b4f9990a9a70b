/** The steps that the guides share, done in the browser with the labels that the guides name. */

import { readFile } from 'node:fs/promises';
import { chromium, expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { startVendor, type RunningVendor, type VendorName } from '../../../demo/tutorials/index.ts';
import { memoryState, startIdp, type RunningIdp } from '../../../idp/index.ts';
import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import { findBrowser, launchArguments } from '../../../scenarios/browser-path.ts';

/** An administrator at work: a directory without B.Simon, a vendor that knows nothing yet, a browser. */
export interface Bench {
  /** What the administrator wrote down when B.Simon was made. */
  password: string;
  idp: RunningIdp;
  vendor: RunningVendor;
  browser: Browser;
  context: BrowserContext;
  /** The administrator's tab in the admin center. */
  page: Page;
}

export const userPrincipalName = 'B.Simon@contoso.com';

export async function withBench(vendorName: VendorName, use: (bench: Bench) => Promise<void>): Promise<void> {
  const tenant = defaultTenant();
  tenant.users = tenant.users.filter(({ userPrincipalName: name }) => name !== 'b.simon@contoso.com');
  const idp = await startIdp({
    state: memoryState({ 'tenant.json': JSON.stringify(tenant) }),
    baseUrl: 'http://127.0.0.1:0',
  });
  const vendor = await startVendor(vendorName);
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments() });
  try {
    const context = await browser.newContext();
    context.setDefaultTimeout(15_000);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: idp.baseUrl });
    await use({ password: '', idp, vendor, browser, context, page: await context.newPage() });
  } finally {
    await browser.close();
    await Promise.all([vendor.close(), idp.close()]);
  }
}

const menu = (page: Page) => page.getByRole('navigation', { name: 'Admin center' });

/** «Sign in to the Microsoft Entra admin center», then «Browse to Identity > …». */
export async function browse(bench: Bench, ...way: string[]): Promise<void> {
  await bench.page.goto(`${bench.idp.baseUrl}/admin`);
  for (const label of way) await menu(bench.page).getByRole('link', { name: label, exact: true }).click();
}

export async function addFromGallery(bench: Bench, name: string): Promise<void> {
  const { page } = bench;
  await test.step(`Add ${name} from the gallery`, async () => {
    await browse(bench, 'Identity', 'Applications', 'Enterprise applications');
    await page.getByRole('link', { name: 'New application' }).click();
    const gallery = page.getByRole('region', { name: 'Add from the gallery' });
    await gallery.getByLabel('Search application').fill(name);
    await gallery.getByRole('button', { name: 'Search' }).click();
    await gallery.getByRole('list', { name: 'Results' }).getByRole('link', { name, exact: true }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByRole('status')).toContainText(`${name} was added`);
  });
}

export async function createOwnApplication(bench: Bench, name: string): Promise<void> {
  const { page } = bench;
  await browse(bench, 'Identity', 'Applications', 'Enterprise applications');
  await page.getByRole('link', { name: 'New application' }).click();
  await page.getByRole('link', { name: 'Create your own application' }).first().click();
  await page.getByLabel('What’s the name of your app?').fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
}

/** «Browse to Identity > Applications > Enterprise applications > NAME > …». */
export async function openApplication(bench: Bench, name: string, ...way: string[]): Promise<void> {
  const { page } = bench;
  await browse(bench, 'Identity', 'Applications', 'Enterprise applications');
  await page.getByRole('main').getByRole('link', { name, exact: true }).click();
  for (const label of way)
    await page.getByRole('navigation', { name, exact: true }).getByRole('link', { name: label }).click();
}

export async function chooseSaml(bench: Bench, name: string): Promise<void> {
  const { page } = bench;
  await openApplication(bench, name, 'Single sign-on');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Select a single sign-on method');
  await page.getByRole('button', { name: 'SAML', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Set up single sign-on with SAML');
}

export async function openSetUp(bench: Bench, name: string): Promise<void> {
  await openApplication(bench, name, 'Single sign-on');
  await expect(bench.page.getByRole('heading', { level: 1 })).toHaveText('Set up single sign-on with SAML');
}

/** «Click the pencil icon for Basic SAML Configuration», type, save. */
export async function basicSaml(
  { page }: Bench,
  values: { identifier?: string; replyUrl?: string; signOnUrl?: string },
): Promise<void> {
  if (values.identifier !== undefined) await page.getByLabel('Identifier (Entity ID)').fill(values.identifier);
  if (values.replyUrl !== undefined) {
    await page.getByLabel('Reply URL (Assertion Consumer Service URL)', { exact: true }).fill(values.replyUrl);
  }
  if (values.signOnUrl !== undefined) await page.getByLabel('Sign on URL').fill(values.signOnUrl);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('status')).toHaveText('Basic SAML Configuration was saved.');
}

/** «In the SAML Signing Certificate section, find … and select Download». */
export async function download({ page }: Bench, what: string): Promise<{ path: string; text: string }> {
  const section = page.getByRole('region', { name: 'SAML Signing Certificate' });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    section.getByRole('link', { name: `Download ${what}` }).click(),
  ]);
  const path = await file.path();
  return { path, text: await readFile(path, 'utf8') };
}

/** «On the Set up NAME section, copy the appropriate URL(s)»: by the button, from the clipboard. */
export async function copyUrl({ page }: Bench, name: string, label: string): Promise<string> {
  const section = page.getByRole('region', { name: `Set up ${name}`, exact: true });
  await section.getByRole('button', { name: `Copy ${label}` }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await section.getByLabel(label, { exact: true }).inputValue());
  return copied;
}

/** «Create a Microsoft Entra test user», B.Simon. */
export async function createTestUser(bench: Bench): Promise<void> {
  const { page } = bench;
  await test.step('Create a Microsoft Entra test user', async () => {
    await browse(bench, 'Identity', 'Users', 'All users');
    await page.getByRole('link', { name: 'New user' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Create new user');
    await page.getByLabel('Display name').fill('B.Simon');
    await page.getByLabel('User principal name', { exact: true }).fill(userPrincipalName);
    await expect(page.getByLabel('Password', { exact: true })).toBeHidden();
    await page.getByLabel('Show password').check();
    bench.password = await page.getByLabel('Password', { exact: true }).inputValue();
    expect(bench.password).not.toBe('');
    await page.getByRole('button', { name: 'Review + create' }).click();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByRole('rowheader', { name: 'B.Simon', exact: true })).toBeVisible();
  });
}

/** «Assign the Microsoft Entra test user». */
export async function assignTestUser(bench: Bench, name: string): Promise<void> {
  const { page } = bench;
  await test.step('Assign the Microsoft Entra test user', async () => {
    await openApplication(bench, name, 'Users and groups');
    await page.getByRole('link', { name: 'Add user' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add Assignment');
    await page.getByRole('main').getByRole('link', { name: 'Users and groups' }).click();
    await page.getByRole('group', { name: 'Users' }).getByLabel('B.Simon', { exact: true }).check();
    await page.getByRole('button', { name: 'Select', exact: true }).click();
    await expect(page.getByLabel('Select a role').locator('option:checked')).toHaveText('Default Access');
    await page.getByRole('button', { name: 'Assign', exact: true }).click();
    await expect(page.getByRole('rowheader', { name: 'B.Simon', exact: true })).toBeVisible();
  });
}

/** Signs B.Simon in where the identity provider asks. */
export async function signInAsTestUser({ password }: Pick<Bench, 'password'>, page: Page): Promise<void> {
  await page.getByRole('button', { name: /^B\.Simon/ }).click();
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Yes' }).click();
}

export async function expectSignedIn(page: Page, shown: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome');
  await expect(page.getByRole('main')).toContainText(shown);
}

type Start = (page: Page) => Promise<void>;

/** The Sign on URL goes on to the identity provider by itself. */
export const atOnce: Start = () => Promise.resolve();

/** «Click on Test this application, this will redirect to the Sign on URL»; then the result, with every check. */
export async function testThisApplication(bench: Bench, name: string, start: Start, shown: string): Promise<void> {
  await test.step('Click on Test this application', async () => {
    await openSetUp(bench, name);
    await bench.page.getByRole('link', { name: 'Test', exact: true }).click();
    await bench.page.getByLabel('Sign in as').selectOption(userPrincipalName);
    const [tab] = await Promise.all([
      bench.context.waitForEvent('page'),
      bench.page.getByRole('button', { name: 'Test this application' }).click(),
    ]);
    await start(tab);
    await expectSignedIn(tab, shown);
    await tab.close();
    await bench.page.getByRole('link', { name: 'Show the result' }).click();
    await expect(bench.page.getByRole('status')).toContainText('was signed in here');
    await expect(bench.page.getByRole('table', { name: 'Checks' })).toContainText('Issuer of the request');
    await expect(bench.page.getByText('Differs')).toHaveCount(0);
    await expect(bench.page.getByRole('region', { name: 'SAML response' })).toContainText(userPrincipalName);
  });
}

/** «Go to the Sign on URL directly and initiate the login flow from there», in a browser that knows nothing. */
export async function signOnDirectly(bench: Bench, start: Start, shown: string): Promise<void> {
  await test.step('Go to the Sign on URL directly', async () => {
    const context = await bench.browser.newContext();
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await page.goto(bench.vendor.signOnUrl);
    await start(page);
    await signInAsTestUser(bench, page);
    await expectSignedIn(page, shown);
    await context.close();
  });
}

/** «When you click the tile in the My Apps, this will redirect to the Sign on URL». */
export async function myApps(bench: Bench, name: string, start: Start, shown: string): Promise<void> {
  await test.step('Use Microsoft My Apps', async () => {
    const context = await bench.browser.newContext();
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await page.goto(`${bench.idp.baseUrl}/myapps`);
    await signInAsTestUser(bench, page);
    await page.getByRole('link', { name }).click();
    await start(page);
    await expectSignedIn(page, shown);
    await context.close();
  });
}
