/** Heap's «SAML SSO Integration Guide»: every step, with the in-product configuration test as its one way in, and what follows from it. */

import { expect, test, type Page } from '@playwright/test';
import {
  assignTestUser,
  atOnce,
  basicSaml,
  chooseSaml,
  copyUrl,
  createOwnApplication,
  createTestUser,
  download,
  openSetUp,
  signInAsTestUser,
  signOnDirectly,
  userPrincipalName,
  withBench,
} from './guide.ts';

const term = (page: Page, name: string) =>
  page.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd[1]');

test.setTimeout(180_000);

test('Heap', async () => {
  await withBench('heap', async (bench) => {
    const { page, vendor, context } = bench;
    await createOwnApplication(bench, 'Heap');
    await chooseSaml(bench, 'Heap');
    await createTestUser(bench);
    await assignTestUser(bench, 'Heap');
    await openSetUp(bench, 'Heap');
    const certificate = await download(bench, 'Certificate (Base64)');
    const ssoUrl = await copyUrl(bench, 'Heap', 'Login URL');
    const heap = await context.newPage();
    await test.step('Navigate to Account > Manage > Account settings, fill the fields, Save Configuration', async () => {
      await heap.goto(vendor.adminUrl);
      await heap.getByRole('link', { name: 'Manage' }).click();
      await heap.getByRole('link', { name: 'Account settings' }).click();
      await heap.getByLabel('SAML Identity Provider details').fill(ssoUrl);
      const bare = certificate.text.replaceAll(/-----[^-]+-----/g, '');
      await heap.getByLabel('SAML Identity Provider certificate').fill(bare);
      await heap.getByRole('button', { name: 'Save Configuration' }).click();
      await expect(heap.getByRole('alert')).toContainText('BEGIN CERTIFICATE');
      await heap.getByLabel('SAML Identity Provider certificate').fill(certificate.text);
      await heap.getByLabel('SAML Identity Provider details').fill(ssoUrl);
      await heap.getByRole('button', { name: 'Save Configuration' }).click();
      await expect(heap.getByRole('status')).toContainText('The configuration was saved');
    });
    await test.step('Paste the Entity ID and the Assertion Consumer URL into the SSO provider', async () => {
      const identifier = await term(heap, 'Entity ID').innerText();
      const replyUrl = await term(heap, 'Assertion Consumer URL').innerText();
      await page.getByRole('link', { name: 'Edit Basic SAML Configuration' }).click();
      await basicSaml(bench, { identifier, replyUrl });
    });
    await test.step('Before the test nothing is live', async () => {
      await expect(heap.getByText('not live')).toBeVisible();
      const visitor = await context.newPage();
      await visitor.goto(vendor.signOnUrl);
      await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Sign-in was refused');
      await visitor.close();
    });
    await test.step('Run the SSO configuration test', async () => {
      await heap.getByRole('link', { name: 'Test SSO configuration' }).click();
      await signInAsTestUser(bench, heap);
      await expect(heap.getByRole('status')).toContainText(`successful for ${userPrincipalName}`);
    });
    await test.step('SSO is mandatory for all non-admins', async () => {
      const visitor = await (await bench.browser.newContext()).newPage();
      const logIn = async (email: string): Promise<void> => {
        await visitor.goto(`${vendor.baseUrl}/login`);
        await visitor.getByLabel('Email').fill(email);
        await visitor.getByLabel('Password').fill('secret');
        await visitor.getByRole('button', { name: 'Log in' }).click();
      };
      await logIn('b.simon@contoso.com');
      await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Single sign-on is required');
      await logIn('admin@contoso.com');
      await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Welcome');
    });
    await signOnDirectly(bench, atOnce, userPrincipalName);
  });
});
