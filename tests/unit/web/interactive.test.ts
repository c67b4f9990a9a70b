/** The IdP for people: pick a user, stay signed in, see errors as Entra's page shows them. */

import { expect, test } from '@playwright/test';
import { cookieOf, signIn, simonsName, submit } from './person.ts';
import { acsUrl, deflated, notes, open, plain, redirectUrl, requestXml, withIdp } from './sp-side.ts';

test('without an exchange: a page to pick a user, whose choice is answered and remembered', async () => {
  await withIdp(async (idp) => {
    const seen = await open(redirectUrl(idp, requestXml({ ID: '_first' }), 'rs&<">'));
    expect(seen).toMatchObject({ status: 200, page: 'sign-in' });
    expect(seen.body).toMatch(/<html lang="en">[\s\S]*<title>Sign in to Contoso Notes/);
    expect(seen.body).toMatch(/value="b\.simon@contoso\.com"/);
    expect(seen.body).toMatch(/adele\.vance@contoso\.com · not assigned/);
    const answered = await submit(idp, seen, { user: 'v.ictim@contoso.com' });
    expect(answered).toMatchObject({ status: 200, form: { action: acsUrl, fields: { RelayState: 'rs&<">' } } });
    expect(answered.response).toContain('InResponseTo="_first"');
    expect(answered.response).toContain('>v.ictim@contoso.com</NameID>');
    const cookie = cookieOf(answered);
    const again = await open(redirectUrl(idp, requestXml({ ID: '_second' })), { headers: { cookie } });
    expect(again.response).toContain('InResponseTo="_second"');
    expect(again.response).toContain('>v.ictim@contoso.com</NameID>');
    const forced = await open(redirectUrl(idp, requestXml({ ForceAuthn: 'true' })), { headers: { cookie } });
    expect(forced.page).toBe('sign-in');
    const passive = await open(redirectUrl(idp, requestXml({ IsPassive: 'true' })), { headers: { cookie } });
    expect(passive.response).toContain('status:Success');
    await open(`${idp.baseUrl}/signout`, { headers: { cookie } });
    expect((await open(redirectUrl(idp), { headers: { cookie } })).page).toBe('sign-in');
  });
});

test('nobody signed in and IsPassive: NoPassive', async () => {
  await withIdp(async (idp) => {
    const seen = await open(redirectUrl(idp, requestXml({ IsPassive: '1' })));
    expect(seen.response).toContain('status:NoPassive');
  });
});

test('POST binding and a login hint', async () => {
  await withIdp(async (idp) => {
    const body = new URLSearchParams({ SAMLRequest: plain(requestXml()), login_hint: 'V.Ictim@contoso.com' });
    const seen = await open(idp.ssoUrl, { method: 'POST', body });
    expect(seen.body).toMatch(/value="v\.ictim@contoso\.com" autofocus/);
    const answered = await submit(idp, seen, { user: simonsName });
    expect(answered.form?.action).toBe(acsUrl);
  });
});

test('the tenant segment: GUID, domain, common; path and segment in any case', async () => {
  await withIdp(async (idp) => {
    const query = new URLSearchParams({ SAMLRequest: deflated(requestXml()) }).toString();
    for (const path of [idp.tenant.id.toUpperCase(), 'contoso.com', 'CONTOSO.onmicrosoft.com', 'common']) {
      expect((await open(`${idp.baseUrl}/${path}/SAML2?${query}`)).page).toBe('sign-in');
    }
    for (const path of ['common/saml2/', '%63ommon/saml2']) {
      expect((await open(`${idp.baseUrl}/${path}?${query}`)).page).toBe('sign-in');
    }
    const head = await fetch(`${idp.baseUrl}/common/saml2?${query}`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await open(`${idp.baseUrl}/common/saml2`)).body).toContain('AADSTS750054: ');
    expect((await open(`${idp.baseUrl}/common/saml2x?${query}`)).status).toBe(404);
    const unknown = await open(`${idp.baseUrl}/fabrikam.com/saml2?${query}`);
    expect(unknown.status).toBe(404);
    expect(unknown.body).toContain('AADSTS90002: ');
  });
});

for (const [name, code, request] of [
  ['an unknown application', '700016', requestXml({}, '<saml:Issuer>https://other</saml:Issuer>')],
  [
    'a reply URL that is not registered',
    '50011',
    requestXml({ AssertionConsumerServiceURL: 'https://evil.example/acs' }),
  ],
  ['an invalid ID', '7500529', requestXml({ ID: '123' })],
  ['another binding', '75003', requestXml({ ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:PAOS' })],
  ['a missing Version', '75005', requestXml({ Version: undefined })],
] as const) {
  test(`the error page for ${name}`, async () => {
    await withIdp(async (idp) => {
      const seen = await open(redirectUrl(idp, request));
      expect(seen).toMatchObject({ status: 400, page: 'error', form: null });
      expect(seen.body).toContain(`AADSTS${code}: `);
      for (const label of ['Request Id', 'Correlation Id']) {
        expect(seen.body).toMatch(new RegExp(`<dt>${label}</dt><dd>[0-9a-f-]{36}</dd>`));
      }
      expect(seen.body).toMatch(/<dt>Timestamp<\/dt><dd>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<\/dd>/);
    });
  });
}

test('values of a request stand escaped on the error page, and no script but our own may run there', async () => {
  await withIdp(async (idp) => {
    const issuer = '<saml:Issuer>&lt;script&gt;alert(1)&lt;/script&gt;</saml:Issuer>';
    const seen = await open(redirectUrl(idp, requestXml({}, issuer)));
    expect(seen.body.match(/<script/g)).toHaveLength(1);
    expect(seen.body).not.toContain('alert(1)</script');
    expect(seen.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^ ]+; script-src 'sha256-[^' ]+'; base-uri/,
    );
  });
});

test('an unassigned user gets 50105 and a way to be somebody else; an unknown one 50034', async () => {
  await withIdp(async (idp) => {
    const page = await open(redirectUrl(idp));
    for (const [user, status, code] of [
      ['adele.vance@contoso.com', 403, '50105'],
      ['nobody@contoso.com', 400, '50034'],
    ] as const) {
      const seen = await submit(idp, page, { user });
      expect(seen.status).toBe(status);
      expect(seen.body).toContain(`AADSTS${code}: `);
      expect(seen.headers.get('set-cookie')).toBeNull();
    }
  });
});

test('a user without the NameID source gets 501241', async () => {
  const spec = { ...notes, idp: { nameId: { source: 'user.employeeid' } }, users: ['fresh@contoso.com'] };
  await withIdp(
    async (idp) => {
      const seen = await signIn(idp, 'fresh@contoso.com');
      expect([seen.status, seen.page]).toEqual([400, 'error']);
      expect(seen.body).toContain('AADSTS501241: ');
    },
    { targets: [spec] },
  );
});

test('what the other person of a target lacks does not hinder a sign-in', async () => {
  const spec = {
    ...notes,
    idp: { nameId: { source: 'user.mail' } },
    users: [simonsName, 'fresh@contoso.com'],
  };
  await withIdp(
    async (idp) => {
      const lacking = idp.tenant.users.find(({ userPrincipalName }) => userPrincipalName === 'fresh@contoso.com');
      delete lacking?.mail;
      const seen = await signIn(idp);
      expect(seen.response).toContain('status:Success');
    },
    { targets: [spec] },
  );
});

test('the index lists endpoints and applications', async () => {
  await withIdp(async (idp) => {
    const seen = await open(`${idp.baseUrl}/`);
    for (const part of [idp.ssoUrl, idp.entityId, 'Contoso Notes', 'https://notes.example/saml']) {
      expect(seen.body.replaceAll('&#x3D;', '=')).toContain(part);
    }
  });
});
