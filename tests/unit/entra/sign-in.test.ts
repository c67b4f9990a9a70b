/** The sign-in pages as a person or a driver meets them: accounts, passwords, «Stay signed in?», what the form says when an account cannot sign in. */

import { load } from 'cheerio';
import { expect, test } from '@playwright/test';
import type { User } from '../../../idp/tenant/model.ts';
import { codeIn, cookieOf, signIn, simon, simonsName, submit } from '../web/person.ts';
import { acsUrl, entityId, open, redirectUrl, requestXml, withIdp } from '../web/sp-side.ts';
test('account, password, stay signed in: without script, with labels that do not change', async () => {
  await withIdp(async (idp) => {
    simon(idp).password = 'Pass word!';
    const accounts = await open(redirectUrl(idp, requestXml({ ID: '_one', ForceAuthn: 'true' }), 'rs'));
    expect(load(accounts.body)('h1').text()).toBe('Pick an account');
    expect(load(accounts.body)('label[for=i0116]').text()).toBe('Email, phone, or Skype');
    const password = await submit(idp, accounts, { loginfmt: simonsName.toUpperCase() });
    expect(password).toMatchObject({ status: 200, page: 'password' });
    expect(load(password.body)('label[for=i0118]').text()).toBe('Password');
    expect(load(password.body)('button').text()).toBe('Sign in');
    const stay = await submit(idp, password, { passwd: 'Pass word!' });
    expect(stay).toMatchObject({ status: 200, page: 'stay' });
    expect(
      load(stay.body)('button')
        .toArray()
        .map((one) => load(one).text()),
    ).toEqual(['Yes', 'No']);
    const cookie = cookieOf(stay);
    const kept = await submit(idp, stay, { stay: 'yes' }, cookie);
    expect(kept.form).toMatchObject({ action: acsUrl, fields: { RelayState: 'rs' } });
    expect(kept.response).toContain('InResponseTo="_one"');
    expect(kept.headers.get('set-cookie')).toContain(
      `${cookie}; Path=/; HttpOnly; SameSite=None; Secure; Max-Age=7776000`,
    );
    // ForceAuthn was satisfied for that request only.
    expect((await open(redirectUrl(idp, requestXml({ ForceAuthn: 'true' })), { headers: { cookie } })).page).toBe(
      'sign-in',
    );
    expect((await open(redirectUrl(idp), { headers: { cookie } })).response).toContain('status:Success');
  });
});

test('No keeps the cookie until the browser is closed; the page can be switched off', async () => {
  await withIdp(async (idp) => {
    simon(idp).password = 'x';
    const stay = await submit(idp, await open(redirectUrl(idp)), { user: simonsName, passwd: 'x' });
    expect(stay.headers.get('set-cookie')).not.toContain('Max-Age');
    const answered = await submit(idp, stay, { stay: 'no' }, cookieOf(stay));
    expect(answered.response).toContain('status:Success');
    expect(answered.headers.get('set-cookie')).toBeNull();
    idp.application(entityId).switches = { staySignedIn: 'skipped' };
    const direct = await submit(idp, await open(redirectUrl(idp)), { user: simonsName, passwd: 'x' });
    expect(direct.response).toContain('status:Success');
  });
});

test('passwords: asked when set, always or never', async () => {
  await withIdp(async (idp) => {
    const application = idp.application(entityId);
    const pick = async (): Promise<string | null> => (await signIn(idp)).page;
    expect(await pick()).toBe('post');
    application.switches = { passwords: 'always' };
    expect(await pick()).toBe('password');
    simon(idp).password = 'x';
    application.switches = { passwords: 'never' };
    expect(await pick()).toBe('post');
  });
});

test('login_hint leads to the password page of a known account', async () => {
  await withIdp(async (idp) => {
    simon(idp).password = 'x';
    const hinted = await open(`${redirectUrl(idp)}&login_hint=B.Simon%40contoso.com`);
    expect(hinted.page).toBe('password');
    expect(hinted.form?.fields['user']).toBe(simonsName);
    const other = await open(`${redirectUrl(idp)}&login_hint=who%40else`);
    expect(load(other.body)('#i0116').attr('value')).toBe('who@else');
  });
});

const accounts: [name: string, change: Partial<User>, code: string, page: string][] = [
  ['wrong password', { password: 'right' }, '50126', 'password'],
  ['disabled', { accountEnabled: false }, '50057', 'sign-in'],
  ['locked', { locked: true }, '50053', 'sign-in'],
  ['expired password', { password: 'wrong', passwordExpired: true }, '50055', 'password'],
  ['unknown', { userPrincipalName: 'gone@contoso.com' }, '50034', 'sign-in'],
];
for (const [what, change, code, page] of accounts) {
  test(`the form says ${code}: ${what}`, async () => {
    await withIdp(async (idp) => {
      Object.assign(simon(idp), change);
      const seen = await submit(idp, await open(redirectUrl(idp)), { user: simonsName, passwd: 'wrong' });
      expect([seen.status, seen.page, codeIn(seen)]).toEqual([400, page, code]);
      expect(seen.headers.get('set-cookie')).toBeNull();
      expect(seen.form?.fields['flow']).toContain('SAMLRequest=');
    });
  });
}

test('ten wrong passwords in a row lock the account; a right one in between starts again', async () => {
  await withIdp(async (idp) => {
    simon(idp).password = 'right';
    const page = await open(redirectUrl(idp));
    const attempt = async (passwd: string): Promise<string | undefined> =>
      codeIn(await submit(idp, page, { user: simonsName, passwd }));
    for (let index = 0; index < 9; index += 1) expect(await attempt('wrong')).toBe('50126');
    expect(await attempt('right')).toBeUndefined();
    for (let index = 0; index < 9; index += 1) await attempt('wrong');
    expect(await attempt('wrong')).toBe('50053');
    expect(await attempt('right')).toBe('50053');
  });
});

test('a disabled application: after the request was found good, before anybody signs in', async () => {
  await withIdp(async (idp) => {
    idp.application(entityId).enabled = false;
    expect(codeIn(await open(redirectUrl(idp)))).toBe('7000112');
    expect(codeIn(await open(redirectUrl(idp, requestXml({ ProtocolBinding: 'x' }))))).toBe('75003');
  });
});

test('the error page has all that support asks for, and the look-up page explains the code', async () => {
  await withIdp(async (idp) => {
    const seen = await open(redirectUrl(idp, requestXml({}, '<saml:Issuer>urn:x</saml:Issuer>')));
    const page = load(seen.body);
    expect(
      page('dt')
        .toArray()
        .map((one) => page(one).text()),
    ).toEqual(['Code', 'Request Id', 'Correlation Id', 'Timestamp', 'Message']);
    expect(page('button#copy').text()).toBe('Copy');
    const found = await open(`${idp.baseUrl}${page('a').attr('href')}`);
    expect(found.body).toContain('<dd>700016</dd>');
    expect(found.body).toContain('Remediation');
    expect((await open(`${idp.baseUrl}/error?code=AADSTS75011`)).body).toContain('NoMatchedAuthnContextInOutputClaims');
    expect((await open(`${idp.baseUrl}/error?code=12%3Cb%3E`)).body).toContain('12&lt;b&gt;');
  });
});
