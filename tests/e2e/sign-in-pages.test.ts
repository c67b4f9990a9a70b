/** The sign-in pages in a browser: what axe finds, light and dark; roles and names that drivers rely on; and all of it without script. */

import { chromium, expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { startIdp, type RunningIdp } from '../../idp/index.ts';
import type { User } from '../../idp/tenant/model.ts';
import { findBrowser, launchArguments } from '../../scenarios/browser-path.ts';
import { violationsOn } from '../axe.ts';
import { simon as simonIn, simonsName } from '../unit/web/person.ts';
import { redirectUrl, requestXml } from '../unit/web/sp-side.ts';

const entityId = 'https://notes.example/saml';
const acsUrl = 'https://notes.example/acs';

let browser: Browser;
let idp: RunningIdp;
let simon: User;

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

test.beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments() });
  idp = await startIdp({ baseUrl: 'http://127.0.0.1:0' });
  idp.register({ name: 'Notes', entityId, acsUrls: [acsUrl], users: [simonsName, 'v.ictim@contoso.com'] });
  simon = simonIn(idp);
});
test.afterAll(async () => {
  await browser.close();
  await idp.close();
});
test.beforeEach(() => {
  simon.password = 'Pass word!';
  simon.mfaRequired = true;
  simon.mfaRegistered = true;
  idp.application(entityId).enabled = true;
});

const request = (attributes: Record<string, string> = {}): string =>
  redirectUrl(
    idp,
    requestXml({ AssertionConsumerServiceURL: acsUrl, ...attributes }, `<saml:Issuer>${entityId}</saml:Issuer>`),
    'rs',
  );

/** A browser of its own; nobody listens at the application, so what it would get there is kept. */
async function visitor(options: BrowserContextOptions = {}): Promise<{ page: Page; posts: URLSearchParams[] }> {
  const context = await browser.newContext(options);
  const posts: URLSearchParams[] = [];
  await context.route(`${acsUrl}**`, async (route) => {
    posts.push(new URLSearchParams(route.request().postData() ?? ''));
    await route.fulfill({ contentType: 'text/html', body: '<h1>Welcome to Notes</h1>' });
  });
  return { page: await context.newPage(), posts };
}

const button = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** By roles Playwright never looks into a noscript element. */
const goOn = (page: Page) => page.locator('noscript button');

const responseIn = (post: URLSearchParams | undefined): string =>
  Buffer.from(post?.get('SAMLResponse') ?? '', 'base64').toString();

test('without script: account, password, second factor, stay signed in, and the post goes on by a button', async () => {
  const { page, posts } = await visitor({ javaScriptEnabled: false });
  await page.goto(request({ ID: '_one' }));
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - heading "Pick an account" [level=1]
    - form "Accounts":
      - button /B.Simon b.simon@contoso.com/
      - button /Vera Ictim v.ictim@contoso.com/
      - button /britta.simon@contoso.com · not assigned to this application/
    - heading "Use another account" [level=2]
    - form "Use another account":
      - text: Email, phone, or Skype
      - textbox "Email, phone, or Skype"
      - button "Next"
  `);
  await page.getByLabel('Email, phone, or Skype').fill('nobody@contoso.com');
  await button(page, 'Next').click();
  await expect(page.getByRole('alert')).toContainText('AADSTS50034: ');
  await expect(page.getByLabel('Email, phone, or Skype')).toHaveValue('nobody@contoso.com');
  await page.getByLabel('Email, phone, or Skype').fill(simonsName);
  await button(page, 'Next').click();
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - heading "Enter password" [level=1]
    - paragraph: ${simonsName}
    - text: Password
    - textbox "Password"
    - button "Sign in"
  `);
  await page.getByLabel('Password').fill('wrong');
  await button(page, 'Sign in').click();
  await expect(page.getByRole('alert')).toContainText('AADSTS50126: ');
  await page.getByLabel('Password').fill('Pass word!');
  await button(page, 'Sign in').click();
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - heading "Approve sign in request" [level=1]
    - paragraph: ${simonsName}
    - button "Approve"
    - button "Deny"
  `);
  await button(page, 'Approve').click();
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - heading "Stay signed in?" [level=1]
    - paragraph: /${simonsName}/
    - button "Yes"
    - button "No"
  `);
  await button(page, 'Yes').click();
  await expect(page.locator('noscript p')).toContainText('Script is off in this browser.');
  expect(posts).toEqual([]);
  await goOn(page).click();
  await expect(heading(page)).toHaveText('Welcome to Notes');
  expect(responseIn(posts[0])).toContain('InResponseTo="_one"');
  expect(responseIn(posts[0])).toContain('claims/multipleauthn');
  expect(posts[0]?.get('RelayState')).toBe('rs');

  await page.goto(`${idp.baseUrl}/myapps`);
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - heading "My Apps" [level=1]
    - paragraph:
      - link "Sign out"
    - list:
      - listitem:
        - link "Notes"
  `);
  await page.getByRole('link', { name: 'Notes' }).click();
  await goOn(page).click();
  expect(responseIn(posts[1])).not.toContain('InResponseTo');

  idp.application(entityId).enabled = false;
  await page.goto(request());
  await expect(page.locator('main')).toMatchAriaSnapshot(`
    - heading "Sign in" [level=1]
    - alert: /AADSTS7000112. /
    - heading "Details" [level=2]
    - term: Code
    - definition: AADSTS7000112 (UnauthorizedClientApplicationDisabled)
    - term: Request Id
    - definition: /[0-9a-f-]{36}/
    - term: Correlation Id
    - definition: /[0-9a-f-]{36}/
    - term: Timestamp
    - definition: /Z$/
    - term: Message
    - definition: /AADSTS7000112. /
    - paragraph:
      - link "What the code means"
  `);
  await expect(button(page, 'Copy')).toBeHidden();
  await page.getByRole('link', { name: 'What the code means' }).click();
  await expect(heading(page)).toHaveText('Error look-up');
  await expect(page.getByRole('definition').first()).toHaveText('7000112');
  await page.getByLabel('Error code').fill('AADSTS50105');
  await button(page, 'Submit').click();
  await expect(page.getByRole('definition').nth(1)).toHaveText('EntitlementGrantsNotFound');

  await page.goto(`${idp.baseUrl}/myapps`);
  await page.getByRole('link', { name: 'Sign out' }).click();
  await expect(heading(page)).toHaveText('Signed out');
  idp.application(entityId).enabled = true;
  await page.goto(request());
  await expect(heading(page)).toHaveText('Pick an account');
  await page.context().close();
});

test('without script: who must register a second factor, and who declines it', async () => {
  simon.mfaRegistered = false;
  delete simon.password;
  const { page } = await visitor({ javaScriptEnabled: false });
  await page.goto(request());
  await page.getByRole('button', { name: /^B\.Simon/ }).click();
  await expect(heading(page)).toHaveText('More information required');
  await button(page, 'Cancel').click();
  await expect(page.getByRole('alert')).toContainText('AADSTS50079: ');
  await page.getByRole('link', { name: 'Sign in as somebody else' }).click();
  await expect(heading(page)).toHaveText('Signed out');
  await page.goto(request());
  await page.getByRole('button', { name: /^B\.Simon/ }).click();
  await button(page, 'Next').click();
  await expect(goOn(page)).toBeVisible();
  expect(simon.mfaRegistered).toBe(true);
  await page.context().close();
});

test('with script: the post goes by itself, and the copy button copies what support asks for', async () => {
  delete simon.password;
  simon.mfaRequired = false;
  const { page, posts } = await visitor({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(request());
  await page.getByRole('button', { name: /^B\.Simon/ }).click();
  await expect(heading(page)).toHaveText('Welcome to Notes');
  expect(posts).toHaveLength(1);
  await page.goto(request({ ProtocolBinding: 'urn:x' }));
  await button(page, 'Copy').click();
  await expect(button(page, 'Copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(
    /^Code: AADSTS75003 .*\nRequest Id: .*\nCorrelation Id: .*\nTimestamp: .*\nMessage: AADSTS75003: /,
  );
  await page.context().close();
});

test('axe finds nothing on any page, light and dark', async () => {
  const { page } = await visitor();
  const found: Record<string, string[]> = {};
  const seen: (string | null)[] = [];
  const look = async (): Promise<void> => {
    const which = await page.locator('meta[name=samlproof-page]').getAttribute('content');
    seen.push(which);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const violations = await violationsOn(page);
      if (violations.length > 0) found[`${which} ${colorScheme}`] = violations;
    }
  };
  const at = async (path: string): Promise<void> => {
    await page.goto(`${idp.baseUrl}${path}`);
    await look();
  };
  await at('/');
  await at('/nothing');
  await at('/error?code=50105');
  await at('/error?code=50001');
  await page.goto(request());
  await look();
  await page.getByLabel('Email, phone, or Skype').fill('nobody');
  await button(page, 'Next').click();
  await look();
  await page.getByLabel('Email, phone, or Skype').fill(simonsName);
  await button(page, 'Next').click();
  await look();
  await page.getByLabel('Password').fill('wrong');
  await button(page, 'Sign in').click();
  await look();
  await page.getByLabel('Password').fill('Pass word!');
  await button(page, 'Sign in').click();
  await look();
  await button(page, 'Approve').click();
  await look();
  // An answer without content leaves the browser on the page that posts itself.
  await page.context().route(`${acsUrl}**`, (route) => route.fulfill({ status: 204 }));
  await button(page, 'No').click();
  await look();
  await at('/myapps');
  await page.goto(request({ ProtocolBinding: 'urn:x' }));
  await look();
  await at('/signout');
  const { armUrl } = await idp.arm({ hold: true });
  await page.goto(armUrl);
  await look();
  await page.goto(request());
  await look();
  await page.goto(request());
  await look();
  expect(found).toEqual({});
  expect(seen).toEqual([
    'index',
    'problem',
    'error-look-up',
    'error-look-up',
    'sign-in',
    'sign-in',
    'password',
    'password',
    'second-factor',
    'stay',
    'post',
    'my-apps',
    'error',
    'signed-out',
    'armed',
    'held',
    'inert',
  ]);
  await page.context().close();
});
