import { expect, test } from 'samlproof/test';

test('B.Simon signs in', async ({ signIn }) => {
  expect(await signIn()).toBeSignedInAs('b.simon@contoso.com');
});

test('an expired assertion is refused', async ({ signIn }) => {
  expect(await signIn({ plan: { expired: true } })).toBeRefused();
});

test('a forged assertion lets nobody in', async ({ signIn }) => {
  expect(await signIn({ case: 'wrapping/3' })).not.toBeSignedInAs('v.ictim@contoso.com');
});

test('the account page greets whom the assertion names', async ({ arm, page, sp }) => {
  await arm({ user: 'victim' });
  await page.goto(sp.signIn.startUrl);
  await page.goto(new URL('/me', sp.sp.acsUrl).href);
  await expect(page.getByText('v.ictim@contoso.com').first()).toBeVisible();
});
