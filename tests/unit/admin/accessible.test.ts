/** No page of the admin centre has a violation that axe can find, with and without mistakes on it, light and dark. */

import { chromium, expect, test, type Browser } from '@playwright/test';
import { startIdp, type RunningIdp } from '../../../idp/index.ts';
import { findBrowser, launchArguments } from '../../../scenarios/browser-path.ts';
import { violationsOn } from '../../axe.ts';

const shots = process.env['SAMLPROOF_SHOTS'];

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let browser: Browser;
let idp: RunningIdp;
test.beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments() });
  idp = await startIdp({ baseUrl: 'http://127.0.0.1:0' });
  idp.register({
    name: 'Notes',
    entityId: 'urn:notes',
    acsUrls: ['https://notes.example/acs', 'https://notes.example/acs2'],
    signOnUrl: 'https://notes.example/login',
    users: ['b.simon@contoso.com'],
    encryptionCertificate: idp.certificate(),
    idp: {
      encryption: 'on',
      optionalClaims: [{ name: 'acct' }],
      claims: [{ name: 'email', source: 'user.userprincipalname', transformations: [{ function: 'ToLowercase' }] }],
    },
  });
  idp.register({
    name: 'Bare',
    entityId: 'urn:bare',
    acsUrls: ['https://bare.example/acs'],
    users: ['b.simon@contoso.com'],
  });
});
test.afterAll(async () => {
  await browser.close();
  await idp.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page, ${colorScheme}`, async () => {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 900 } });
    const app = `/enterprise-applications/${idp.application('urn:notes').appId}`;
    const sso = `${app}/single-sign-on`;
    const found: Record<string, string[]> = {};
    const look = async (name: string): Promise<void> => {
      if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}-${colorScheme}.png`, fullPage: true });
      const violations = await violationsOn(page);
      if (violations.length > 0) found[name] = violations;
    };
    const user = idp.tenant.users[0]?.id ?? '';
    const paths: Record<string, string> = {
      home: '',
      identity: '/identity',
      users: '/users/all',
      'new-user': '/users/new',
      user: `/users/${user}`,
      groups: '/groups/all',
      'new-group': '/groups/new',
      grouped: `/groups/${idp.tenant.groups[1]?.id}`,
      directories: '/directories',
      applications: '/enterprise-applications',
      gallery: '/enterprise-applications/new?q=web',
      own: '/enterprise-applications/new/own',
      entry: '/enterprise-applications/new/gallery/headspace',
      overview: `${app}/overview`,
      properties: `${app}/properties`,
      assignments: `${app}/users-and-groups`,
      add: `${app}/users-and-groups/add?principal=${user}`,
      pick: `${app}/users-and-groups/add/select`,
      sso,
      basic: `${sso}/basic`,
      claims: `${sso}/claims?user=${user}`,
      claim: `${sso}/claims/edit?name=email`,
      'name-id': `${sso}/claims/name-id`,
      group: `${sso}/claims/group`,
      signing: `${sso}/signing`,
      verification: `${sso}/verification`,
      'token-encryption': `${app}/token-encryption`,
      'token-configuration': `${app}/token-configuration`,
      test: `${sso}/test`,
      missing: '/nothing',
    };
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(`${idp.baseUrl}/admin${path}`);
      await look(name);
    }
    await page.goto(`${idp.baseUrl}/admin${sso}/basic`);
    await page.getByLabel('Identifier (Entity ID)').fill('two words');
    await page.getByLabel('Sign on URL').fill('nowhere');
    await page.getByRole('button', { name: 'Save' }).click();
    await look('mistakes');
    await page.goto(`${idp.baseUrl}/admin/groups/new`);
    await page.getByRole('button', { name: 'Save' }).click();
    await look('group-mistakes');
    await page.goto(`${idp.baseUrl}/admin/users/new`);
    await page.getByRole('button', { name: 'Review + create' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await look('user-mistakes');
    await page.getByLabel('User principal name', { exact: true }).fill('new.one@contoso.com');
    await page.getByLabel('Display name').fill('New One');
    await page.getByRole('button', { name: 'Review + create' }).click();
    await look('review');
    await page.goto(`${idp.baseUrl}/admin${app}/properties`);
    await page.getByRole('button', { name: 'Delete this application' }).click();
    await look('delete');
    // Nobody listens at the application; what the browser would be answered there is made up.
    await page.context().route('https://bare.example/**', (route) => route.fulfill({ body: 'signed in' }));
    const test = `${idp.baseUrl}/admin/enterprise-applications/${idp.application('urn:bare').appId}/single-sign-on/test`;
    await page.goto(test);
    const [tab] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'Test this application' }).click(),
    ]);
    await expect(tab.getByText('signed in')).toBeVisible();
    await tab.close();
    await page.getByRole('link', { name: 'Show the result' }).click();
    await expect(page.getByRole('heading', { name: 'SAML response' })).toBeVisible();
    await look('test-result');
    await page.goto(`${idp.baseUrl}/admin/enterprise-applications/new/own`);
    await page.getByLabel('What’s the name of your app?').fill(`Fresh ${colorScheme}`);
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('link', { name: 'Set up single sign-on' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Select a single sign-on method');
    await look('method');
    expect(found).toEqual({});
    await page.close();
  });
}
