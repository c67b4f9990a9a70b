/** Groups on the admin pages: made, renamed, with members, deleted with everything that named them. */

import { expect, test } from '@playwright/test';
import { newApp, withAdmin } from './client.ts';

test('a group: its mistakes, its members, and what goes with it', async () => {
  await withAdmin(async (client) => {
    const { idp, get, post } = client;
    const groups = () => idp.tenant.groups;
    const user = () => idp.tenant.users.find(({ userPrincipalName }) => userPrincipalName === 'b.simon@contoso.com');
    expect((await post('/groups/new', { displayName: '' })).text).toContain('id="displayName-error"');
    expect((await post('/groups/new', { displayName: 'sales' })).text).toContain('There is a group «sales» already');
    const before = groups().length;
    const made = await post('/groups/new', {
      displayName: 'Auditors',
      groupType: 'microsoft365',
      onPremisesSamAccountName: 'auditors',
    });
    expect(groups()).toHaveLength(before + 1);
    const group = groups().at(-1);
    expect(group).toMatchObject({
      displayName: 'Auditors',
      securityEnabled: false,
      onPremisesSamAccountName: 'auditors',
    });
    expect(group).not.toHaveProperty('onPremisesDomainName');
    const path = `/groups/${group?.id}`;
    expect(made.location).toBe(`/admin${path}?done=created`);

    await post(`${path}/members`, { member: user()?.id ?? '' });
    await post(`${path}/members`, { member: user()?.id ?? '' });
    expect(user()?.groups.filter((id) => id === group?.id)).toHaveLength(1);
    const sales = groups().find(({ displayName }) => displayName === 'Sales');
    await post(`${path}/members`, { member: sales?.id ?? '' });
    const page = (await get(path)).text;
    expect(page).toContain('aria-label="Remove B.Simon"');
    expect(page).toContain('aria-label="Remove Sales"');
    expect((await post(`/groups/${sales?.id}/members`, { member: group?.id ?? '' })).text).toContain('in a circle');
    expect((await post(`${path}/members`, { member: 'nobody' })).text).toContain('id="member-error"');
    expect((await get('/groups/all?q=audit')).text).toContain(`1 of ${before + 1} groups`);

    await post(path, { displayName: 'Auditors', groupType: 'security' });
    expect(groups().at(-1)).toMatchObject({ securityEnabled: true });
    expect(groups().at(-1)).not.toHaveProperty('onPremisesSamAccountName');
    await post(`${path}/members`, { remove: sales?.id ?? '' });
    expect(groups().find(({ displayName }) => displayName === 'Sales')?.memberOf).not.toContain(group?.id);

    const app = await newApp(client);
    await post(`${app}/users-and-groups/add`, { principal: group?.id ?? '' });
    expect(idp.tenant.applications[0]?.assignments).toHaveLength(1);
    expect((await post(`${path}/delete`, {})).location).toContain('done=deleted');
    expect(groups()).toHaveLength(before);
    expect(user()?.groups).not.toContain(group?.id);
    expect(idp.tenant.applications[0]?.assignments).toEqual([]);
    expect((await get(path)).status).toBe(404);
  });
});
