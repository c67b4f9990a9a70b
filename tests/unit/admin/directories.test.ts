/** The admin centre acts on the directory that the browser has chosen. */

import { expect, test } from '@playwright/test';
import { load } from 'cheerio';
import { withAdmin } from './client.ts';

test('a new directory is made and chosen; its forms change it alone', async () => {
  await withAdmin(async ({ idp, get, post }) => {
    expect((await post('/directories', { displayName: '', domain: 'x' })).text).toContain('id="domain-error"');
    const taken = await post('/directories', { displayName: 'Other', domain: 'CONTOSO.com' });
    expect(taken.text).toContain('belongs to a directory already');
    const made = await post('/directories', { displayName: 'Fabrikam', domain: 'fabrikam.com' });
    expect(idp.tenants.map(({ displayName }) => displayName)).toEqual(['Contoso', 'Fabrikam']);
    const there = idp.inTenant('fabrikam.com');
    expect(made.cookie).toBe(`samlproof-directory=${there.tenant.id}`);

    const headers = { cookie: made.cookie };
    const open = async (path: string) => load(await (await fetch(`${idp.baseUrl}/admin${path}`, { headers })).text());
    const page = await open('/users/new');
    expect(page('.tenant').text()).toContain('Fabrikam');
    const csrf = page('input[name=csrf]').attr('value') ?? '';
    const eve = { userPrincipalName: 'eve@fabrikam.com', displayName: 'Eve', password: 'x', step: 'create' };
    // A form of the other directory: nothing is changed in either.
    expect((await post('/users/new', eve, headers)).status).toBe(403);
    await post('/users/new', { ...eve, csrf }, headers);
    expect(there.tenant.users.map(({ displayName }) => displayName)).toEqual(['Eve']);
    await post('/enterprise-applications/new/own', { name: 'Theirs', csrf }, headers);
    const [application] = there.tenant.applications;
    expect(idp.tenant.applications).toEqual([]);
    const sso = await open(`/enterprise-applications/${application?.appId}/overview`);
    expect(sso('h1').text()).toBe('Overview');
    // The first directory does not have it, and is shown to a browser that has chosen none.
    expect((await get(`/enterprise-applications/${application?.appId}/overview`)).status).toBe(404);
    expect((await get('/users/all')).text).not.toContain('eve@fabrikam.com');
    const back = await post('/directories', { switch: idp.tenant.id, csrf }, headers);
    expect(back.cookie).toBe(`samlproof-directory=${idp.tenant.id}`);
  });
});
