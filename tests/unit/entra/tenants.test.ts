/** Several directories and applications in one process: issuers, keys, identifiers, instances, My Apps and the user access URL. */

import { load } from 'cheerio';
import { expect, test } from '@playwright/test';
import { newUser, servicePrincipalIdOf } from '../../../idp/tenant/directory.ts';
import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import type { Tenant } from '../../../idp/tenant/model.ts';
import { registerTarget } from '../../../idp/tenant/registration.ts';
import { cookieOf, simonsName, submit } from '../web/person.ts';
import { acsUrl, deflated, entityId, notes, open, requestXml, withIdp } from '../web/sp-side.ts';

const fabrikamId = '11112222-aaaa-3333-bbbb-4444cccc5555';
const foreignAcs = 'https://fabrikam.example/acs';

function fabrikam(): Tenant {
  const user = newUser('eve@fabrikam.com', { id: '99990000-0000-4000-8000-000000000001' });
  const tenant = {
    ...defaultTenant(),
    id: fabrikamId,
    displayName: 'Fabrikam',
    domains: ['fabrikam.com'],
    users: [user],
  };
  registerTarget(tenant, { ...notes, name: 'Their Notes', acsUrls: [foreignAcs], users: ['eve@fabrikam.com'] });
  registerTarget(tenant, {
    ...notes,
    name: 'Only there',
    entityId: 'plain name',
    acsUrls: [foreignAcs],
    users: ['eve@fabrikam.com'],
  });
  return tenant;
}

const query = (xml: string): string => new URLSearchParams({ SAMLRequest: deflated(xml) }).toString();
const asked = (issuer: string, acs: string): string =>
  query(requestXml({ AssertionConsumerServiceURL: acs }, `<saml:Issuer>${issuer}</saml:Issuer>`));

const certificateIn = (xml: string): string | undefined => /<X509Certificate>([^<]+)</.exec(xml)?.[1];

test('two tenants: the same identifier in each, with its own issuer, key, users and reply URL', async () => {
  await withIdp(
    async (idp) => {
      const theirs = await open(`${idp.baseUrl}/FABRIKAM.com/saml2?${asked(entityId, foreignAcs)}`);
      expect(theirs.body).toContain('eve@fabrikam.com');
      expect(theirs.body).not.toContain(simonsName);
      const answered = await submit(idp, theirs, { user: 'eve@fabrikam.com' });
      expect(answered.form?.action).toBe(foreignAcs);
      expect(answered.response).toContain(`<Issuer>https://sts.windows.net/${fabrikamId}/</Issuer>`);
      const ours = await submit(idp, await open(`${idp.ssoUrl}?${asked(entityId, acsUrl)}`), { user: simonsName });
      expect(ours.response).toContain(`<Issuer>${idp.entityId}</Issuer>`);
      expect(certificateIn(ours.response)).not.toBe(certificateIn(answered.response));
      const metadata = await open(
        `${idp.baseUrl}/${fabrikamId}/federationmetadata/2007-06/federationmetadata.xml?form=saml`,
      );
      expect(metadata.body).toContain(`Location="${idp.baseUrl}/${fabrikamId}/saml2"`);
      expect(certificateIn(metadata.body)).toBe(certificateIn(answered.response));
      // A session of one tenant is none in the other, and a foreign reply URL stays foreign.
      const cookie = cookieOf(ours);
      const foreign = `${idp.baseUrl}/${fabrikamId}/saml2`;
      expect((await open(`${foreign}?${asked(entityId, foreignAcs)}`, { headers: { cookie } })).page).toBe('sign-in');
      expect((await open(`${foreign}?${asked(entityId, acsUrl)}`)).body).toContain('AADSTS50011: ');
      // `common` is the tenant that knows the issuer.
      const common = await open(`${idp.baseUrl}/common/saml2?${asked('plain name', foreignAcs)}`);
      expect(common.body).toContain('eve@fabrikam.com');
      expect((await submit(idp, theirs, { user: simonsName })).body).toContain('AADSTS50020: ');
    },
    { tenants: [fabrikam()] },
  );
});

test('the audience of an identifier that is no URI: its own for a target, spn: by switch', async () => {
  await withIdp(
    async (idp) => {
      const application = idp.application('notes.example');
      const audience = async (): Promise<string | undefined> => {
        const page = await open(`${idp.ssoUrl}?${asked('notes.example', acsUrl)}`);
        return /<Audience>([^<]+)</.exec((await submit(idp, page, { user: simonsName })).response)?.[1];
      };
      expect(await audience()).toBe('notes.example');
      application.switches = {};
      expect(await audience()).toBe('spn:notes.example');
      application.identifiers = ['notes.example', 'https://notes.example/saml#2'];
      const page = await open(`${idp.ssoUrl}?${asked('https://notes.example/saml#2', acsUrl)}`);
      expect((await submit(idp, page, { user: simonsName })).response).toContain(
        '<Audience>https://notes.example/saml</Audience>',
      );
    },
    { targets: [{ ...notes, entityId: 'notes.example' }] },
  );
});

test('instances: the address names the application, whatever the Issuer says', async () => {
  const second = { ...notes, name: 'Second', entityId: 'https://notes.example/saml#2' };
  await withIdp(
    async (idp) => {
      const instance = servicePrincipalIdOf(idp.application('https://notes.example/saml#2')).toUpperCase();
      const page = await open(`${idp.ssoUrl}/${instance}?${asked(entityId, acsUrl)}`);
      expect(page.body).toContain('to continue to Second');
      const answered = await submit(idp, page, { user: simonsName });
      expect(answered.response).toContain('<Audience>https://notes.example/saml</Audience>');
      for (const wrong of [fabrikamId, 'name', '%3Cb%3E']) {
        expect((await open(`${idp.ssoUrl}/${wrong}?${asked(entityId, acsUrl)}`)).body).toContain('AADSTS700016: ');
      }
    },
    { targets: [notes, second] },
  );
});

test('My Apps: tiles of the assigned applications, which start a sign-in that nobody asked for', async () => {
  await withIdp(
    async (idp) => {
      const hidden = idp.application('urn:hidden');
      hidden.visible = false;
      const apps = await submit(idp, await open(`${idp.baseUrl}/myapps`), { user: simonsName });
      const page = load(apps.body);
      expect(
        page('.tiles li')
          .toArray()
          .map((one) => page(one).text().trim()),
      ).toEqual(['Contoso Notes', 'Elsewhere']);
      const cookie = cookieOf(apps);
      const [first, second] = page('.tiles a')
        .toArray()
        .map((one) => page(one).attr('href') ?? '');
      expect(first).toMatch(/\/api\/signin\/[0-9a-f-]{36}\?tenantId=[0-9a-f-]{36}$/);
      const launched = await open(`${first}&RelayState=deep%2Flink`, { headers: { cookie } });
      expect(launched.form).toMatchObject({ action: acsUrl, fields: { RelayState: 'deep/link' } });
      expect(launched.response).not.toContain('InResponseTo');
      const away = await open(second ?? '', { headers: { cookie } });
      expect([away.status, away.headers.get('location')]).toEqual([302, 'https://elsewhere.example/login']);
      // Without a session the person signs in first.
      const later = await submit(idp, await open(first ?? ''), { user: simonsName });
      expect(later.form?.action).toBe(acsUrl);
      const appId = idp.application(entityId).appId;
      expect((await open(`${idp.baseUrl}/signin/Contoso%20Notes/${appId}?tenantId=${idp.tenant.id}`)).page).toBe(
        'sign-in',
      );
      expect((await open(`${idp.baseUrl}/api/signin/${fabrikamId}`)).body).toContain('AADSTS700016: ');
      expect((await open(`${idp.baseUrl}/api/signin/${appId}?tenantId=${fabrikamId}`)).body).toContain('AADSTS90002: ');
      idp.application(entityId).enabled = false;
      expect((await open(first ?? '', { headers: { cookie } })).body).toContain('AADSTS7000112: ');
    },
    {
      targets: [
        notes,
        { ...notes, name: 'Elsewhere', entityId: 'urn:elsewhere', signOnUrl: 'https://elsewhere.example/login' },
        { ...notes, name: 'Hidden', entityId: 'urn:hidden' },
        { ...notes, name: 'Others only', entityId: 'urn:others', users: ['v.ictim@contoso.com'] },
      ],
    },
  );
});

test('Conditions and SubjectConfirmationData: as observed, or as documented by switch', async () => {
  const now = new Date('2026-11-22T12:00:00.000Z');
  await withIdp(
    async (idp) => {
      const application = idp.application(entityId);
      const windows = async (): Promise<(string | undefined)[]> => {
        const page = await open(`${idp.ssoUrl}?${asked(entityId, acsUrl)}`);
        const { response } = await submit(idp, page, { user: simonsName });
        const [, from, to] = /<Conditions NotBefore="([^"]+)" NotOnOrAfter="([^"]+)"/.exec(response) ?? [];
        return [from, to, /<SubjectConfirmationData [^>]*NotOnOrAfter="([^"]+)"/.exec(response)?.[1]].map((one) =>
          one?.slice(11, 16),
        );
      };
      expect(await windows()).toEqual(['11:55', '13:00', '13:00']);
      application.switches = { conditionsWindow: 'documented' };
      expect(await windows()).toEqual(['12:00', '13:10', '13:00']);
      application.switches = { confirmationWindow: 'documented' };
      expect(await windows()).toEqual(['11:55', '13:00', '12:05']);
    },
    { clock: () => now },
  );
});

test('an encryption certificate that is none: 50007', async () => {
  await withIdp(async (idp) => {
    idp.application(entityId).encryptionCertificate = 'gone';
    const page = await open(`${idp.ssoUrl}?${asked(entityId, acsUrl)}`);
    expect((await submit(idp, page, { user: simonsName })).body).toContain('AADSTS50007: ');
  });
});
