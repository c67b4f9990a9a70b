/** The admin centre over HTTP: what is refused, what is kept, and that nothing is half-saved. */

import { expect, test } from '@playwright/test';
import { request } from 'undici';
import { basicForm, newApp, withAdmin } from './client.ts';

test('the gallery is searched, and an application made from it has its literals and claims', async () => {
  await withAdmin(async (client) => {
    const { text } = await client.get('/enterprise-applications/new?q=headspace');
    expect(text).toContain('/admin/enterprise-applications/new/gallery/headspace');
    expect(text).toContain('1 of 552 applications');
    await client.post('/enterprise-applications/new/gallery/headspace', { name: 'Headspace' });
    expect(client.idp.tenant.applications[0]).toMatchObject({
      displayName: 'Headspace',
      identifiers: [],
      signOnUrl: 'https://headspace.com/sso-login',
      claims: [{ name: 'email', source: 'user.userprincipalname' }, { name: 'family_name' }, { name: 'given_name' }],
    });
  });
});

test('an application with one fixed identifier is added once', async () => {
  await withAdmin(async ({ idp, post }) => {
    const path = '/enterprise-applications/new/gallery/cisco-webex-control-hub';
    await post(path, { name: 'Cisco Webex' });
    const { status, text } = await post(path, { name: 'Cisco Webex 2' });
    expect(status).toBe(422);
    expect(text).toContain('one instance only');
    expect(idp.tenant.applications).toHaveLength(1);
  });
});

test('mistakes stand beside their fields, what was typed stays, nothing is saved', async () => {
  await withAdmin(async (client) => {
    const app = await newApp(client);
    const form = basicForm(['https://sp.example/<ID>'], ['no url'], {
      signOnUrl: 'http://sp.example/login',
      relayState: 'kept',
    });
    const { status, text } = await client.post(`${app}/single-sign-on/basic`, form);
    expect(status).toBe(422);
    for (const field of ['identifier-0', 'replyUrl-0', 'signOnUrl']) expect(text).toContain(`id="${field}-error"`);
    expect(text).toContain('value="kept"');
    expect(text).toContain('value="no url"');
    expect(client.idp.tenant.applications[0]).toMatchObject({ identifiers: [], replyUrls: [] });
  });
});

test('an identifier that another application has is refused', async () => {
  await withAdmin(async (client) => {
    const form = basicForm(['urn:notes'], ['https://sp.example/acs', 'https://sp.example/acs2'], { preferred: '1' });
    await client.post(`${await newApp(client)}/single-sign-on/basic`, form);
    expect(client.idp.tenant.applications[0]?.replyUrls).toEqual(['https://sp.example/acs2', 'https://sp.example/acs']);
    const { text } = await client.post(`${await newApp(client, 'Other')}/single-sign-on/basic`, form);
    expect(text).toContain('The identifier is taken: «Notes» has it');
    expect(client.idp.tenant.applications[1]?.identifiers).toEqual([]);
  });
});

const metadata = (acs: string, key = ''): string =>
  `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:sp"><SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${key}${acs}</SPSSODescriptor></EntityDescriptor>`;
const acs =
  '<AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://sp.example/acs" index="0"/>';
const brokenKey =
  '<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>AAAA</X509Certificate></X509Data></KeyInfo></KeyDescriptor>';

for (const [what, xml, words] of [
  ['no metadata', '<html/>', 'This is no SAML metadata'],
  ['no ACS', metadata(''), 'no AssertionConsumerService'],
  ['a broken certificate', metadata(acs, brokenKey), 'certificate that cannot be read'],
  [
    'two SPs',
    `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${metadata(acs)}${metadata(acs)}</EntitiesDescriptor>`,
    '2 service providers',
  ],
  ['no XML', 'hello', 'cannot be used'],
] as const) {
  test(`a metadata file with ${what} is refused beside its field`, async () => {
    await withAdmin(async (client) => {
      const app = await newApp(client);
      const form = new FormData();
      form.set('metadata', new File([xml], 'sp.xml'));
      const { status, text } = await client.post(`${app}/single-sign-on/metadata`, form);
      expect(status).toBe(422);
      expect(/id="metadata-error">([^<]*)/.exec(text)?.[1]).toContain(words);
    });
  });
}

test('a metadata file fills the fields; only Save keeps them', async () => {
  await withAdmin(async (client) => {
    const app = await newApp(client);
    const form = new FormData();
    form.set('metadata', new File([metadata(acs)], 'sp.xml'));
    const { status, text } = await client.post(`${app}/single-sign-on/metadata`, form);
    expect(status).toBe(200);
    expect(text).toContain('value="urn:sp"');
    expect(text).toContain('value="https://sp.example/acs"');
    expect(client.idp.tenant.applications[0]?.identifiers).toEqual([]);
  });
});

test('a claim that cannot be is refused beside its field; one that can is sent', async () => {
  await withAdmin(async (client) => {
    const app = await newApp(client);
    const path = `${app}/single-sign-on/claims/edit`;
    const bad = {
      name: 'mail',
      source: 'user.nothing',
      sourceType: 'transform',
      't0-function': 'Substring',
      't0-start': 'x',
    };
    const { status, text } = await client.post(path, { ...bad, action: 'save' });
    expect(status).toBe(422);
    expect(text).toContain('id="source-error"');
    expect(text).toContain('id="t0-start-error"');
    expect(client.idp.tenant.applications[0]).toMatchObject({ basicClaims: true, claims: [] });
    const good = {
      name: 'mail',
      source: 'user.userprincipalname',
      sourceType: 'transform',
      't0-function': 'ToLowercase',
    };
    expect((await client.post(path, { ...good, action: 'save' })).location).toContain('done=saved');
    expect(client.idp.tenant.applications[0]?.claims.at(-1)).toEqual({
      name: 'mail',
      source: 'user.userprincipalname',
      transformations: [{ function: 'ToLowercase' }],
    });
    const user = client.idp.tenant.users[0]?.id ?? '';
    expect((await client.get(`${app}/single-sign-on/claims?user=${user}`)).text).toContain('<th scope="row">mail</th>');
  });
});

test('forms of another site, of another run, or for another host are refused', async () => {
  await withAdmin(async ({ idp, post, get }) => {
    const name = 'Sneaked in';
    expect((await post('/enterprise-applications/new/own', { name, csrf: 'guess' })).status).toBe(403);
    const foreign = await post('/enterprise-applications/new/own', { name }, { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    expect(idp.tenant.applications).toEqual([]);
    const rebound = await request(`${idp.baseUrl}/admin`, { headers: { host: 'attacker.example' } });
    expect(rebound.statusCode).toBe(403);
    await rebound.body.dump();
    expect((await get('/')).headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

test('a user is reviewed before it is made; a name that is taken is refused', async () => {
  await withAdmin(async ({ idp, post }) => {
    const before = idp.tenant.users.length;
    const fields = { userPrincipalName: 'New.One@contoso.com', displayName: 'New One', password: 'x' };
    expect((await post('/users/new', { ...fields, step: 'review' })).text).toContain('Review + create');
    expect(idp.tenant.users).toHaveLength(before);
    await post('/users/new', { ...fields, step: 'create' });
    expect(idp.tenant.users.at(-1)).toMatchObject({ userPrincipalName: 'New.One@contoso.com' });
    const again = await post('/users/new', { ...fields, userPrincipalName: 'new.one@CONTOSO.com', step: 'review' });
    expect(again.status).toBe(422);
    expect(again.text).toContain('id="userPrincipalName-error"');
  });
});
