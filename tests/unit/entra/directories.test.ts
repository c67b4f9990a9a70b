/** Several directories by tenant.yaml, by the control endpoints and by a target's registration; each has its own My Apps. */

import { expect, test } from '@playwright/test';
import { load } from 'cheerio';
import { startIdp } from '../../../idp/index.ts';
import { cookieOf, submit } from '../web/person.ts';
import { control, deflated, notes, open, requestXml, stateWithKey, withIdp, type Seen } from '../web/sp-side.ts';

const file = `
schemaVersion: 1
users: [{ userPrincipalName: ann@contoso.com }]
tenants:
  - tenant: { displayName: Fabrikam, domains: [fabrikam.com] }
    groups: [{ displayName: Sales }]
    users: [{ userPrincipalName: eve@fabrikam.com, groups: [Sales] }]
    applications:
      - displayName: Their Notes
        identifiers: [https://notes.example/saml]
        replyUrls: [https://fabrikam.example/acs]
        assignments: [{ group: Sales }]
  - tenant: { displayName: Tailspin, domains: [tailspin.com], id: 11112222-aaaa-3333-bbbb-4444cccc5555 }
`;

const asked = (acs: string): string =>
  new URLSearchParams({ SAMLRequest: deflated(requestXml({ AssertionConsumerServiceURL: acs })) }).toString();

const mistakesOf = async (yaml: string): Promise<string> => {
  const state = stateWithKey({ 'tenant.yaml': `schemaVersion: 1\n${yaml}` });
  return startIdp({ state, baseUrl: 'http://127.0.0.1:0' }).then(
    async (idp) => {
      await idp.close();
      return 'none';
    },
    (error: Error) => error.message,
  );
};

const one = (entries: string): string => `tenants:\n  - tenant: { displayName: F, domains: [f.com] }\n${entries}`;

const tiles = (seen: Seen): string[] => {
  const page = load(seen.body);
  return page('.tiles li')
    .toArray()
    .map((one) => page(one).text().trim());
};

test('tenant.yaml: further directories with issuer, users and applications of their own; taken out, they are gone', async () => {
  const state = stateWithKey({ 'tenant.yaml': file });
  const ids: string[] = [];
  await withIdp(
    async (idp) => {
      expect(idp.tenants.map(({ displayName }) => displayName)).toEqual(['Contoso', 'Fabrikam', 'Tailspin']);
      expect(idp.tenants[2]?.id).toBe('11112222-aaaa-3333-bbbb-4444cccc5555');
      const there = idp.inTenant('FABRIKAM.com');
      ids.push(there.tenant.id, there.application(notes.entityId).appId);
      expect(there.application(notes.entityId).appId).not.toBe(idp.application(notes.entityId).appId);
      expect(there.tenant.groups[0]?.id).not.toBe(idp.tenant.groups.find((one) => one.displayName === 'Sales')?.id);
      const page = await open(`${idp.baseUrl}/fabrikam.com/saml2?${asked('https://fabrikam.example/acs')}`);
      const { response, form } = await submit(idp, page, { user: 'eve@fabrikam.com' });
      expect(form?.action).toBe('https://fabrikam.example/acs');
      expect(response).toContain(`<Issuer>${there.entityId}</Issuer>`);
      expect((await open(there.metadataUrl('saml', notes.entityId))).body).toContain(`entityID="${there.entityId}"`);
      expect(there.certificate()).not.toBe(idp.certificate());
      // Looked back from there, the first directory has its own key still.
      expect(there.inTenant('contoso.com').certificate()).toBe(idp.certificate());
      const index = await open(idp.baseUrl);
      for (const { ssoUrl } of [idp, there, idp.inTenant('tailspin.com')]) expect(index.body).toContain(ssoUrl);
      expect((await open(`${idp.baseUrl}/nowhere.com/saml2?${asked('x')}`)).body).toContain('AADSTS90002: ');
    },
    { state },
  );
  // The same again: ids follow from names, and what was given by hand stays when the file forgets a directory.
  await withIdp(
    (idp) => {
      const there = idp.inTenant('fabrikam.com');
      expect([there.tenant.id, there.application(notes.entityId).appId]).toEqual(ids);
      return Promise.resolve();
    },
    { state },
  );
  state.write('tenant.yaml', 'schemaVersion: 1\n');
  await withIdp(
    (idp) => {
      expect(idp.tenants.map(({ displayName }) => displayName)).toEqual(['Contoso']);
      return Promise.resolve();
    },
    { state },
  );
});

test('tenant.yaml: mistakes in further directories have their path; ids and domains lead to one directory', async () => {
  expect(await mistakesOf('tenants: [{ tenant: { displayName: F } }]')).toContain('tenants[0].tenant: «domains»');
  expect(await mistakesOf(one('    users: [{ userPrincipalName: a@f.com, groups: [None] }]'))).toContain(
    'tenants[0].users[0].groups[0]: there is no group «None»',
  );
  expect(await mistakesOf('tenants: [{ tenant: { displayName: F, domains: [f.com, contoso.com] } }]')).toContain(
    'tenants[0].tenant: is the directory that the top level',
  );
  expect(await mistakesOf(`${one('')}  - tenant: { displayName: G, domains: [g.com, F.com] }`)).toContain(
    'tenants[1].tenant.domains: «f.com» belongs to the directory «F»',
  );
});

test('control endpoints: any directory by ?tenant, new ones by the names of the file', async () => {
  const state = stateWithKey();
  await withIdp(
    async (idp) => {
      const made = await control(idp, 'POST', '/tenant', {
        tenants: [{ tenant: { displayName: 'Fabrikam', domains: ['fabrikam.com'] } }],
      });
      expect(made.status).toBe(200);
      const changed = await control(idp, 'POST', '/tenant?tenant=fabrikam.com', {
        tenant: { switches: { passwords: 'always' } },
        users: [{ userPrincipalName: 'eve@fabrikam.com' }],
        applications: [
          {
            displayName: 'N',
            identifiers: ['urn:n'],
            replyUrls: ['https://n.example/acs'],
            assignments: [{ user: 'eve@fabrikam.com' }],
          },
        ],
      });
      expect(changed.json).toMatchObject({
        displayName: 'Fabrikam',
        users: [{ userPrincipalName: 'eve@fabrikam.com' }],
      });
      expect(idp.tenant.users.some(({ userPrincipalName }) => userPrincipalName === 'eve@fabrikam.com')).toBe(false);
      expect((await control(idp, 'GET', '/switches')).json['values']).toMatchObject({ passwords: 'whenSet' });
      expect((await control(idp, 'GET', '/switches?tenant=FABRIKAM.COM')).json['values']).toMatchObject({
        passwords: 'always',
      });
      const order = { application: 'urn:n', issuedBy: 'authority' };
      expect((await control(idp, 'POST', '/certificates', order)).status).toBe(400);
      expect((await control(idp, 'POST', '/certificates?tenant=fabrikam.com', order)).status).toBe(200);
      expect((await control(idp, 'GET', '/tenants')).json['tenants']).toMatchObject([
        { displayName: 'Contoso', loginUrl: idp.ssoUrl },
        { displayName: 'Fabrikam', domains: ['fabrikam.com'], applications: ['urn:n'] },
      ]);
      const own = idp.inTenant('fabrikam.com');
      expect(own.controlUrl).toBe(`${idp.baseUrl}/control/tenants/${own.tenant.id}`);
      expect((await control(own, 'GET', '/tenant')).json).toMatchObject({ displayName: 'Fabrikam' });
      const lost = await control(idp, 'GET', '/tenant?tenant=nowhere.com');
      expect([lost.status, String(lost.json['errors'])]).toEqual([400, expect.stringContaining('fabrikam.com')]);
      // An exchange goes to the directory that knows its application, or its user.
      const armed = await control(idp, 'POST', '/exchanges', {
        application: 'urn:n',
        user: 'eve@fabrikam.com',
        unsolicited: true,
      });
      const transcript = await control(idp, 'GET', `/exchanges/${String(armed.json['token'])}`);
      expect(JSON.stringify(transcript.json['answers'])).toContain(idp.inTenant('fabrikam.com').entityId);
    },
    { state },
  );
  await withIdp(
    (idp) => {
      expect(idp.inTenant('fabrikam.com').application('urn:n').certificates).toHaveLength(2);
      return Promise.resolve();
    },
    { state },
  );
});

test('a target registered in another directory; My Apps, the user access URL and the control endpoint follow it', async () => {
  const state = stateWithKey({ 'tenant.yaml': file });
  const there = { ...notes, name: 'Far', entityId: 'urn:far', tenant: 'fabrikam.com', users: ['eve@fabrikam.com'] };
  await withIdp(
    async (idp) => {
      expect(() => idp.application('urn:far')).toThrow(/No application/);
      const { appId } = idp.inTenant('fabrikam.com').application('urn:far');
      expect(() => idp.register({ ...there, tenant: 'nowhere.com' })).toThrow(/no directory «nowhere.com»/);
      const apps = await submit(idp, await open(`${idp.baseUrl}/myapps?tenantId=fabrikam.com`), {
        user: 'eve@fabrikam.com',
      });
      expect(tiles(apps)).toEqual(['Their Notes', 'Far']);
      // Without a name in the address: the directory of whoever is signed in, and that of the application.
      const again = await open(`${idp.baseUrl}/myapps`, { headers: { cookie: cookieOf(apps) } });
      expect(tiles(again)).toEqual(['Their Notes', 'Far']);
      const started = await open(`${idp.baseUrl}/api/signin/${appId}`, { headers: { cookie: cookieOf(apps) } });
      expect(started.response).toContain(`<Issuer>${idp.inTenant('fabrikam.com').entityId}</Issuer>`);
      const foreign = await submit(idp, await open(`${idp.baseUrl}/myapps?tenantId=fabrikam.com`), {
        user: 'ann@contoso.com',
      });
      expect(foreign.body).toContain('AADSTS50020: ');
    },
    { state, targets: [notes, there] },
  );
});
