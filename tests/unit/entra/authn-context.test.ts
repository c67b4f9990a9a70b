/** AADSTS75011 in all its variants: how the session was made against what the request asks for. */

import { expect, test } from '@playwright/test';
import type { SignInMethod } from '../../../idp/tenant/model.ts';
import { cookieOf, signIn, simon, simonsName, submit } from '../web/person.ts';
import { entityId, open, redirectUrl, requestXml, withIdp } from '../web/sp-side.ts';

const classes = 'urn:oasis:names:tc:SAML:2.0:ac:classes:';
const asking = (...refs: string[]): string =>
  `<saml:Issuer>${entityId}</saml:Issuer><samlp:RequestedAuthnContext>${refs.map((ref) => `<saml:AuthnContextClassRef>${ref}</saml:AuthnContextClassRef>`).join('')}</samlp:RequestedAuthnContext>`;

const windows = 'urn:federation:authentication:windows';
const table: [method: SignInMethod, accepted: string[], refused: string[], says: string][] = [
  [
    'Password',
    [
      `${classes}Password`,
      `${classes}PasswordProtectedTransport`,
      `${classes}unspecified`,
      `${classes}SecureRemotePassword`,
    ],
    [`${classes}X509`, `${classes}Kerberos`, windows, 'urn:nobody:knows'],
    "'Password'",
  ],
  [
    'MultiFactor',
    [`${classes}Unspecified`],
    [`${classes}PasswordProtectedTransport`, `${classes}Password`],
    "'Password, MultiFactor'",
  ],
  [
    'X509',
    [`${classes}X509`, `${classes}TLSClient`, `${classes}Smartcard`, `${classes}SmartcardPKI`],
    [`${classes}PasswordProtectedTransport`],
    "'X509, MultiFactor'",
  ],
  ['WindowsIntegrated', [windows, `${classes}Kerberos`], [`${classes}Password`], "'WindowsIntegrated'"],
];

for (const [method, accepted, refused, says] of table) {
  test(`a session by ${method}`, async () => {
    await withIdp(async (idp) => {
      simon(idp).signInMethod = method;
      const cookie = cookieOf(await signIn(idp));
      const ask = (attributes: Record<string, string>, ...refs: string[]) =>
        open(redirectUrl(idp, requestXml(attributes, asking(...refs))), { headers: { cookie } });
      expect((await ask({})).response).toContain('status:Success');
      for (const ref of accepted) expect.soft((await ask({}, ref)).response, ref).toContain('status:Success');
      for (const ref of refused) {
        const seen = await ask({}, ref);
        expect.soft([ref, seen.page], ref).toEqual([ref, 'error']);
        expect.soft(seen.body.replaceAll('&#x27;', "'")).toContain(`AADSTS75011: The method ${says}`);
        expect.soft((await ask({}, ref, accepted[0] ?? '')).response, `${ref} or another`).toContain('status:Success');
        expect.soft((await ask({ ForceAuthn: 'true' }, ref)).page, `${ref} with ForceAuthn`).toBe('sign-in');
      }
      const application = idp.application(entityId);
      application.switches = { errorResponses: 'always' };
      expect((await ask({}, refused[0] ?? '')).response).toContain('status:NoAuthnContext');
      application.switches = { authnContext: 'ignored', requestedContextEchoed: true };
      expect((await ask({}, refused[0] ?? '')).response).toContain(
        `<AuthnContextClassRef>${refused[0]}</AuthnContextClassRef>`,
      );
    });
  });
}

test('PasswordProtectedTransport is told in two words, as Entra does', async () => {
  await withIdp(async (idp) => {
    simon(idp).signInMethod = 'WindowsIntegrated';
    const first = await open(redirectUrl(idp, requestXml({}, asking(windows))));
    const signedIn = await submit(idp, first, { user: simonsName });
    expect(signedIn.response).toContain(windows);
    const cookie = cookieOf(signedIn);
    const seen = await open(redirectUrl(idp, requestXml({}, asking(`${classes}PasswordProtectedTransport`))), {
      headers: { cookie },
    });
    expect(seen.body).toContain('Password, ProtectedTransport');
  });
});

test('a fresh sign-in honours what the request asks for', async () => {
  await withIdp(async (idp) => {
    const asked = await open(redirectUrl(idp, requestXml({}, asking(`${classes}X509`))));
    const seen = await submit(idp, asked, { user: simonsName });
    expect(seen.response).toContain(`<AuthnContextClassRef>${classes}X509<`);
    expect(seen.response).toContain('authenticationmethod/x509');
  });
});
