/** «Tutorial: Microsoft Entra SSO integration with pymetrics», every step, both sides. */

import { expect, test } from '@playwright/test';
import {
  addFromGallery,
  assignTestUser,
  atOnce,
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

test.setTimeout(180_000);

test('pymetrics', async () => {
  await withBench('pymetrics', async (bench) => {
    const { page, vendor } = bench;
    await addFromGallery(bench, 'pymetrics');
    await test.step('Configure Microsoft Entra SSO', async () => {
      await chooseSaml(bench, 'pymetrics');
      await page.getByRole('link', { name: 'Edit Basic SAML Configuration' }).click();
      await basicSaml(bench, { identifier: vendor.entityId, replyUrl: vendor.acsUrl, signOnUrl: vendor.signOnUrl });
    });
    await test.step('The attributes are prepopulated', async () => {
      const card = page.getByRole('region', { name: 'Attributes & Claims' });
      for (const name of ['UserFirstName', 'UserLastName', 'UserEmail']) await expect(card).toContainText(name);
    });
    const metadata = await test.step('Download Federation Metadata XML, copy the URLs', async () => {
      await openSetUp(bench, 'pymetrics');
      expect(await copyUrl(bench, 'pymetrics', 'Login URL')).toContain('/saml2');
      return download(bench, 'Federation Metadata XML');
    });
    await createTestUser(bench);
    await assignTestUser(bench, 'pymetrics');
    await test.step('Configure pymetrics SSO: support reads the metadata', async () => {
      const support = await bench.context.newPage();
      await support.goto(vendor.adminUrl);
      await support.getByLabel('Federation Metadata XML').setInputFiles(metadata.path);
      await support.getByRole('button', { name: 'Set up single sign-on' }).click();
      await expect(support.getByRole('status')).toHaveText('Single sign-on is set up.');
      await support.close();
    });
    // The guide names Britta Simon at the vendor; nobody is made there by hand, the first sign-in does it.
    await testThisApplication(bench, 'pymetrics', atOnce, userPrincipalName);
    await signOnDirectly(bench, atOnce, userPrincipalName);
    await myApps(bench, 'pymetrics', atOnce, userPrincipalName);
    await page.goto(vendor.adminUrl);
    await expect(page.getByText(userPrincipalName)).toBeVisible();
  });
});
