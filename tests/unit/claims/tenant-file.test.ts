/** tenant.yaml: laid over what the state remembers, names become ids, and every mistake has its path. */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { startIdp } from '../../../idp/index.ts';
import { claimMistakes } from '../../../idp/claims/mistakes.ts';
import { claimsOf } from '../../../idp/claims/claims.ts';
import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import { findApplication, findUser } from '../../../idp/tenant/directory.ts';
import type { Tenant } from '../../../idp/tenant/model.ts';
import { memoryState } from '../../../idp/tenant/state.ts';
import { loadTenant, saveTenant } from '../../../idp/tenant/store.ts';
import { switches } from '../../../idp/tenant/switches.ts';
import { withTenantFile } from '../../../idp/tenant/tenant-file.ts';

const laid = (text: string, tenant = defaultTenant()): Tenant => withTenantFile(tenant, text, claimMistakes);

const complete = `
schemaVersion: 1
tenant: { displayName: Fabrikam, domains: [fabrikam.com], country: CH }
groups:
  - { displayName: Team, onPremisesSamAccountName: team, memberOf: [All Staff, Outer] }
  - { displayName: Outer, id: outer-id, securityEnabled: false }
users:
  - userPrincipalName: jane.roe@fabrikam.com
    mail: ''
    attributes: { Department: Sales, extensionAttribute1: [Red, Green] }
    groups: [Team]
  - { userPrincipalName: B.SIMON@contoso.com, displayName: Another Simon }
applications:
  - displayName: Notes
    identifiers: ['https://notes.example/saml', 'urn:notes']
    replyUrls: ['https://notes.example/acs', 'https://notes.example/acs2?x=1']
    signOnUrl: https://notes.example/login
    assignments:
      - { user: JANE.ROE@fabrikam.com, role: Author }
      - { group: Team }
    nameId: { source: user.objectid, format: persistent }
    defaults: false
    claims:
      - name: team
        source: none
        conditions: [{ userType: members, groups: [Team], source: user.department, transformations: [{ function: ToUppercase }] }]
      - { name: colours, source: user.extensionattribute1 }
    groupClaim: { select: assigned, attribute: samAccountName }
    signing: both
    tokenLifetimeMinutes: 30
`;

test('users, groups and applications, by names', () => {
  const tenant = laid(complete);
  expect(tenant).toMatchObject({ displayName: 'Fabrikam', domains: ['fabrikam.com'], country: 'CH' });
  expect(tenant.id).toBe(defaultTenant().id);
  const jane = findUser(tenant, 'jane.roe@fabrikam.com');
  const team = tenant.groups.find(({ displayName }) => displayName === 'Team');
  expect(jane).toMatchObject({ displayName: 'Jane Roe', mail: '', userType: 'Member', groups: [team?.id] });
  expect(team?.memberOf).toContain('outer-id');
  expect(findUser(tenant, 'b.simon@contoso.com')?.displayName).toBe('Another Simon');
  expect(tenant.users.filter(({ userPrincipalName }) => /simon@contoso/i.test(userPrincipalName))).toHaveLength(2);
  const notes = findApplication(tenant, 'urn:notes');
  expect(notes).toMatchObject({
    enabled: true,
    assignmentRequired: true,
    basicClaims: false,
    signing: 'both',
    signatureAlgorithm: 'rsa-sha256',
    tokenLifetimeMinutes: 30,
    assignments: [{ principalId: jane?.id, role: 'Author' }, { principalId: team?.id }],
  });
  const claims = jane && notes ? claimsOf({ tenant, application: notes, user: jane, sessionMethod: 'Password' }) : [];
  expect(
    claims.filter(({ name }) => !/identityprovider|tenantid|objectidentifier|displayname|authnmethods/.test(name)),
  ).toEqual([
    { name: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups', values: ['team'] },
    { name: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role', values: ['Author'] },
    { name: 'team', values: ['SALES'] },
    { name: 'colours', values: ['Red', 'Green'] },
  ]);
});

test('what is taken out of the file is gone, what the state knows otherwise stays', () => {
  const state = memoryState({ 'tenant.yaml': complete });
  saveTenant(state, loadTenant(state, claimMistakes));
  state.write('tenant.yaml', 'schemaVersion: 1\n');
  const tenant = loadTenant(state, claimMistakes);
  expect(findUser(tenant, 'jane.roe@fabrikam.com')).toBeUndefined();
  expect(tenant.applications).toEqual([]);
  expect(tenant.groups.map(({ displayName }) => displayName)).toEqual(['All Staff', 'Sales', 'Engineering']);
  expect(findUser(tenant, 'v.ictim@contoso.com')).toBeDefined();
});

test('loading again changes nothing', () => {
  const once = laid(complete);
  expect(laid(complete, once)).toEqual(once);
});

test('an application keeps its id when the file takes it over', () => {
  const before = laid(complete);
  const moved = {
    ...before,
    declared: [],
    applications: before.applications.map((one) => ({ ...one, appId: 'kept' })),
  };
  expect(laid(complete, moved).applications.map(({ appId }) => appId)).toEqual(['kept']);
});

const mistakes: [title: string, text: string, found: RegExp[]][] = [
  ['no YAML', 'users: [', [/\(whole file\): /]],
  ['no version', 'users: []', [/\(whole file\): «schemaVersion» is missing/]],
  ['another version', 'schemaVersion: 2', [/schemaVersion: expected 1, found 2/]],
  [
    'unknown section',
    'schemaVersion: 1\nuser: []',
    [/«user» is unknown here; there are schemaVersion, tenant, users, groups, applications, tenants/],
  ],
  [
    'several at once',
    'schemaVersion: 1\nusers: [{ userPrincipalName: a@b, userType: Robot, mial: x }, {}]',
    [
      /users\[0\]\.userType: expected one of Member, Guest, found "Robot"/,
      /users\[0\]: «mial» is unknown/,
      /users\[1\]: «userPrincipalName» is missing/,
    ],
  ],
  [
    'names that lead nowhere',
    `schemaVersion: 1
users: [{ userPrincipalName: a@b.c, groups: [Nowhere] }]
groups: [{ displayName: G, memberOf: [All Staff, None] }]
applications: [{ displayName: A, identifiers: [a], replyUrls: ['https://a'], assignments: [{ user: x@y }, { group: H }, {}] }]`,
    [
      /users\[0\]\.groups\[0\]: there is no group «Nowhere»/,
      /groups\[0\]\.memberOf\[1\]: there is no group «None»/,
      /applications\[0\]\.assignments\[0\]: there is no user «x@y»/,
      /applications\[0\]\.assignments\[1\]: there is no group «H»/,
      /applications\[0\]\.assignments\[2\]: expected either a user or a group/,
    ],
  ],
  [
    'claims that cannot be',
    `schemaVersion: 1
applications:
  - displayName: A
    identifiers: [a, b]
    replyUrls: ['https://a']
    claims: [{ name: x, source: user.shoesize, conditions: [{ source: y, groups: [Nowhere] }] }]
  - { displayName: B, identifiers: [c, b], replyUrls: [b], tokenLifetimeMinutes: 5 }`,
    [
      /applications\[1\]\.replyUrls\[0\]: expected an absolute URL, found "b"/,
      /applications\[1\]\.tokenLifetimeMinutes: .*10, found 5/,
    ],
  ],
  [
    'claims that cannot be, in a file of the right shape',
    `schemaVersion: 1
applications:
  - displayName: A
    identifiers: [a, b]
    replyUrls: ['https://a']
    claims: [{ name: x, source: user.shoesize, conditions: [{ source: y, groups: [Nowhere] }] }]
  - { displayName: B, identifiers: [c, b], replyUrls: ['https://b'] }`,
    [
      /applications\[0\]\.claims\[0\]\.source: «user\.shoesize»/,
      /applications\[0\]\.claims\[0\]\.conditions\[0\]\.groups: there is no group «Nowhere»/,
      /applications\[1\]\.identifiers\[1\]: «b» is already the identifier of applications\[0\]/,
    ],
  ],
];

for (const [title, text, found] of mistakes) {
  test(`refused: ${title}`, () => {
    let message = '';
    try {
      laid(text);
    } catch (error) {
      message = (error as Error).message;
      expect((error as { code?: string }).code).toBe('tenant-file-invalid');
    }
    for (const pattern of found) expect(message).toMatch(pattern);
    expect(message.split('\n')).toHaveLength(found.length + 1);
  });
}

test('the IdP starts with it, and does not start with a bad one', async () => {
  const idp = await startIdp({ baseUrl: 'http://127.0.0.1:0', state: memoryState({ 'tenant.yaml': complete }) });
  try {
    expect(idp.application('urn:notes').replyUrls).toHaveLength(2);
    expect(idp.metadata('saml', 'urn:notes')).toContain(idp.entityId);
  } finally {
    await idp.close();
  }
  const bad = startIdp({ baseUrl: 'http://127.0.0.1:0', state: memoryState({ 'tenant.yaml': 'schemaVersion: 2' }) });
  await expect(bad).rejects.toThrow('schemaVersion');
});

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
    $defs: Record<string, unknown>;
    properties: Record<string, { properties: Record<string, unknown>; items: { properties: Record<string, unknown> } }>;
  };

test('names of claims are the same in tenant.yaml and in target profiles', () => {
  const file = read('../../../idp/tenant/tenant-file.schema.json');
  const target = read('../../../scenarios/target.schema.json');
  for (const [name, definition] of Object.entries(file.$defs)) expect(target.$defs[name], name).toEqual(definition);
  const single = target.properties['idp']?.properties ?? {};
  const application = file.properties['applications']?.items.properties ?? {};
  const shared = Object.keys(single).filter((name) => name in application);
  expect(shared).toEqual(
    expect.arrayContaining(['nameId', 'defaults', 'claims', 'groupClaim', 'optionalClaims', 'audience']),
  );
  for (const name of shared.filter((one) => one !== 'signing')) {
    expect(single[name], name).toEqual(application[name]);
  }
});

test('the schemas know every switch with its values', () => {
  const { $defs } = read('../../../idp/tenant/tenant-file.schema.json');
  const { properties } = $defs['Switches'] as { properties: Record<string, object> };
  const table = switches.map(({ name, allowed }): [string, object] => [
    name,
    typeof allowed[0] === 'boolean' ? { type: 'boolean' } : { enum: allowed },
  ]);
  expect(properties).toEqual(Object.fromEntries(table));
});
