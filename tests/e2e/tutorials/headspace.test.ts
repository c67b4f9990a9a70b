/** «Tutorial: Microsoft Entra SSO integration with Headspace», every numbered step, both sides. */

import { expect, test, type Page } from '@playwright/test';
import {
  addFromGallery,
  assignTestUser,
  basicSaml,
  chooseSaml,
  copyUrl,
  createTestUser,
  download,
  myApps,
  openSetUp,
  signOnDirectly,
  testThisApplication,
  userPrincipalName,
  withBench,
} from './guide.ts';

const start = (tab: Page): Promise<void> => tab.getByRole('button', { name: 'Log in with SSO' }).click();

test.setTimeout(180_000);

test('Headspace', async () => {
  await withBench('headspace', async (bench) => {
    const { page, vendor } = bench;
    await addFromGallery(bench, 'Headspace');
    await test.step('Configure Microsoft Entra SSO', async () => {
      await chooseSaml(bench, 'Headspace');
      await page.getByRole('link', { name: 'Edit Basic SAML Configuration' }).click();
      await expect(page.getByText('urn:auth0:<Auth0TenantName>:<CustomerConnectionName>')).toBeVisible();
      await basicSaml(bench, { identifier: vendor.entityId, replyUrl: vendor.acsUrl, signOnUrl: vendor.signOnUrl });
    });
    await test.step('Review the attributes; the claim email is transformed', async () => {
      const card = page.getByRole('region', { name: 'Attributes & Claims' });
      for (const source of ['user.userprincipalname', 'user.surname', 'user.givenname']) {
        await expect(card).toContainText(source);
      }
      await page.getByRole('link', { name: 'Edit Attributes & Claims' }).click();
      await page.getByRole('link', { name: 'email', exact: true }).click();
      await page.getByLabel('Transform', { exact: true }).check();
      await page.getByText('Manage transformation').click();
      await page.getByLabel('Transformation', { exact: true }).selectOption('ToLowercase');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('row', { name: /^email / })).toContainText('ToLowercase (user.userprincipalname)');
    });
    const values = await test.step('Download Certificate (PEM), copy the URLs', async () => {
      await openSetUp(bench, 'Headspace');
      const { text } = await download(bench, 'Certificate (PEM)');
      expect(text).toContain('-----BEGIN CERTIFICATE-----');
      return {
        'Certificate (PEM)': text,
        'Login URL': await copyUrl(bench, 'Headspace', 'Login URL'),
        'Microsoft Entra Identifier': await copyUrl(bench, 'Headspace', 'Microsoft Entra Identifier'),
      };
    });
    await createTestUser(bench);
    await assignTestUser(bench, 'Headspace');
    await test.step('Configure Headspace SSO: support sets the connection up', async () => {
      const support = await bench.context.newPage();
      await support.goto(vendor.adminUrl);
      for (const [label, value] of Object.entries(values)) await support.getByLabel(label).fill(value);
      await support.getByRole('button', { name: 'Set up the connection' }).click();
      await expect(support.getByRole('status')).toHaveText('The connection is set up.');
      await expect(support.getByText(userPrincipalName.toLowerCase())).toHaveCount(0);
      await support.close();
    });
    const shown = userPrincipalName.toLowerCase();
    await testThisApplication(bench, 'Headspace', start, shown);
    await signOnDirectly(bench, start, shown);
    await myApps(bench, 'Headspace', start, shown);
    await test.step('Just-in-time provisioning made B.Simon', async () => {
      await page.goto(vendor.adminUrl);
      await expect(page.getByText(shown)).toBeVisible();
    });
  });
});
