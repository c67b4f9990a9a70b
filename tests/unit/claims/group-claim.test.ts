/** The options of the group claim (reference: entra.md section 6), one a row, and the limits. */

import { expect, test } from '@playwright/test';
import { claimsOf } from '../../../idp/claims/claims.ts';
import { groupAttributes } from '../../../idp/claims/group-claim.ts';
import { groupsClaim, groupsLinkClaim, roleClaim, widsClaim } from '../../../idp/claims/names.ts';
import type { Application, Group, GroupClaim, OptionalClaim } from '../../../idp/tenant/model.ts';
import { application, context, member, tenant } from './people.ts';

const rows: [title: string, rule: GroupClaim, name: string, values: string[]][] = [
  ['all, nested ones too', { select: 'all' }, groupsClaim, ['cloud', 'mail', 'synced', 'outer']],
  ['security groups', { select: 'security' }, groupsClaim, ['cloud', 'synced', 'outer']],
  ['assigned to the application, direct members only', { select: 'assigned' }, groupsClaim, ['synced']],
  ['directory roles', { select: 'directoryRoles' }, widsClaim, ['62e90394-69f5-4237-9190-012177145e10']],
  [
    'sAMAccountName, groups without it are left out',
    { select: 'all', attribute: 'samAccountName' },
    groupsClaim,
    ['eng-all', 'everyone'],
  ],
  [
    'NetBIOS name',
    { select: 'all', attribute: 'netBiosSamAccountName' },
    groupsClaim,
    ['CONTOSO\\eng-all', 'CONTOSO\\everyone'],
  ],
  [
    'DNS name',
    { select: 'all', attribute: 'dnsSamAccountName' },
    groupsClaim,
    ['contoso.com\\eng-all', 'contoso.com\\everyone'],
  ],
  ['SID', { select: 'assigned', attribute: 'onPremisesSecurityIdentifier' }, groupsClaim, ['S-1-5-21-7']],
  [
    'cloud-only names beside others',
    { select: 'all', attribute: 'samAccountName', cloudNames: true },
    groupsClaim,
    ['CLOUD', 'MAIL', 'eng-all', 'everyone'],
  ],
  [
    'filter by prefix',
    { select: 'all', filter: { by: 'displayName', match: 'prefix', value: 'CL' } },
    groupsClaim,
    ['cloud'],
  ],
  [
    'filter by suffix',
    { select: 'all', filter: { by: 'samAccountName', match: 'suffix', value: 'all' } },
    groupsClaim,
    ['synced'],
  ],
  [
    'filter by content',
    { select: 'all', filter: { by: 'displayName', match: 'contains', value: 'U' } },
    groupsClaim,
    ['cloud', 'outer'],
  ],
  ['custom name', { select: 'assigned', name: 'teams' }, 'teams', ['synced']],
  [
    'custom name and namespace',
    { select: 'assigned', name: 'teams', namespace: 'https://x.example' },
    'https://x.example/teams',
    ['synced'],
  ],
  ['a restricted custom name is ignored', { select: 'assigned', name: widsClaim }, groupsClaim, ['synced']],
  ['as roles', { select: 'assigned', asRoles: true }, roleClaim, ['synced']],
  [
    'replaced, others dropped',
    {
      select: 'all',
      attribute: 'samAccountName',
      replace: { pattern: "^(?'team'.+)-all$", replacement: 'team:{team}' },
    },
    groupsClaim,
    ['team:eng'],
  ],
  [
    'nothing to replace: all stay',
    { select: 'assigned', replace: { pattern: 'zzz', replacement: 'x' } },
    groupsClaim,
    ['synced'],
  ],
];

for (const [title, groupClaim, name, values] of rows) {
  test(title, () => expect(groupAttributes(context({ groupClaim }))).toEqual([{ name, values }]));
}

test('cloud-only display names of assigned groups', () => {
  const assignments = [{ principalId: 'cloud' }, { principalId: 'synced' }];
  const groupClaim: GroupClaim = { select: 'assigned', attribute: 'cloudDisplayName' };
  expect(groupAttributes(context({ groupClaim, assignments }))[0]?.values).toEqual(['CLOUD']);
});

const properties: [properties: string[] | undefined, name: string, values: string[]][] = [
  [undefined, groupsClaim, ['cloud', 'mail', 'synced', 'outer']],
  [['sam_account_name'], groupsClaim, ['eng-all', 'everyone']],
  [['netbios_domain_and_sam_account_name', 'emit_as_roles'], roleClaim, ['CONTOSO\\eng-all', 'CONTOSO\\everyone']],
  [
    ['dns_domain_and_sam_account_name', 'cloud_displayname'],
    groupsClaim,
    ['CLOUD', 'MAIL', 'contoso.com\\eng-all', 'contoso.com\\everyone'],
  ],
];

for (const [additionalProperties, name, values] of properties) {
  test(`as optional claim with ${additionalProperties?.join(', ') ?? 'nothing'}`, () => {
    const optional: OptionalClaim = { name: 'groups', ...(additionalProperties && { additionalProperties }) };
    expect(groupAttributes(context({ optionalClaims: [optional] }))).toEqual([{ name, values }]);
  });
}

test('no group claim, no groups', () => expect(groupAttributes(context())).toEqual([]));

const crowd = (count: number): Group[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `g${index}`,
    displayName: index % 10 === 0 ? `tenth ${index}` : `group ${index}`,
    securityEnabled: true,
    memberOf: [],
  }));

/** Names and number of values of what the groups of such a user become. */
function inCrowd(count: number, changes: Partial<Application>): [string, number][] {
  const groups = crowd(count);
  // Most are nested, because nested groups count as well.
  const [first, ...nested] = groups.map((group, index) =>
    index === 0 ? { ...group, memberOf: groups.slice(1).map(({ id }) => id) } : group,
  );
  const user = { ...member, groups: ['g0'] };
  return claimsOf({
    tenant: { ...tenant, groups: first === undefined ? [] : [first, ...nested] },
    application: { ...application, assignments: [], ...changes },
    user,
    sessionMethod: 'Password',
  })
    .filter(({ name }) => /group/.test(name))
    .map(({ name, values }) => [name, values.length]);
}

const filter: GroupClaim['filter'] = { by: 'displayName', match: 'prefix', value: 'tenth' };

test('150 groups are sent, 151 become a link', () => {
  expect(inCrowd(150, { groupClaim: { select: 'all' } })).toEqual([[groupsClaim, 150]]);
  expect(inCrowd(151, { groupClaim: { select: 'all' } })).toEqual([[groupsLinkClaim, 1]]);
  expect(inCrowd(151, { groupClaim: { select: 'all', asRoles: true } })).toEqual([[groupsLinkClaim, 1]]);
  expect(inCrowd(150, { claims: [{ name: 'groups', source: 'user.groups' }] })).toEqual([['groups', 150]]);
  expect(inCrowd(151, { claims: [{ name: 'groups', source: 'user.groups' }] })).toEqual([[groupsLinkClaim, 1]]);
});

test('a filter works up to 1000 memberships', () => {
  expect(inCrowd(1000, { groupClaim: { select: 'all', filter } })).toEqual([[groupsClaim, 100]]);
  expect(inCrowd(1001, { groupClaim: { select: 'all', filter } })).toEqual([[groupsLinkClaim, 1]]);
});

test('the link is where the directory can be asked', () => {
  const groups = crowd(151);
  const user = { ...member, groups: groups.map(({ id }) => id) };
  const full = { ...context({ groupClaim: { select: 'all' } }, user), tenant: { ...tenant, groups } };
  expect(groupAttributes(full)[0]?.values).toEqual([
    `https://graph.windows.net/${tenant.id}/users/${member.id}/getMemberObjects`,
  ]);
});
