/** Claims, NameID, groups and roles as Entra sends them. */

import { expect, test } from '@playwright/test';
import { claimsOf } from '../../../idp/claims/claims.ts';
import { groupsOf } from '../../../idp/claims/groups.ts';
import { nameIdFormats, nameIdOf } from '../../../idp/claims/name-id.ts';
import { sourceValue } from '../../../idp/claims/source.ts';
import type { Application, ClaimRule, User } from '../../../idp/tenant/model.ts';
import { application, subject, tenant, victim } from './fixture.ts';

const personal = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const groups = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups';

function claims(rules: ClaimRule[], changes: Partial<Application> = {}, user: User = subject): [string, string[]][] {
  const each = { ...application, claims: rules, ...changes };
  return claimsOf({ tenant, application: each, user, sessionMethod: 'Password' }).map(({ name, values }) => [
    name,
    values,
  ]);
}

test('core and default claims in the observed order', () => {
  expect(claims([])).toEqual([
    ['http://schemas.microsoft.com/identity/claims/tenantid', [tenant.id]],
    ['http://schemas.microsoft.com/identity/claims/objectidentifier', [subject.id]],
    ['http://schemas.microsoft.com/identity/claims/displayname', ['B.Simon']],
    ['http://schemas.microsoft.com/identity/claims/identityprovider', [`https://sts.windows.net/${tenant.id}/`]],
    [
      'http://schemas.microsoft.com/claims/authnmethodsreferences',
      ['http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password'],
    ],
    [`${personal}/givenname`, ['B']],
    [`${personal}/surname`, ['Simon']],
    [`${personal}/emailaddress`, ['b.simon@contoso.com']],
    [`${personal}/name`, ['b.simon@contoso.com']],
  ]);
});

test('empty values are left out', () => {
  const { displayName: _, givenName: __, surname: ___, mail: ____, ...bare } = subject;
  const names = claims([{ name: 'x', source: 'user.department' }], {}, { ...bare, attributes: {}, givenName: '' });
  expect(names.map(([name]) => name.replace(/.*\//, ''))).toEqual([
    'tenantid',
    'objectidentifier',
    'identityprovider',
    'authnmethodsreferences',
    'name',
  ]);
});

test('custom claims follow, with namespace, constant and format', () => {
  const rules: ClaimRule[] = [
    { name: 'email', source: 'user.mail' },
    { name: 'dept', namespace: 'https://x.example/claims', source: 'User.Department' },
    { name: 'fixed', source: 'gold', nameFormat: 'uri' },
  ];
  expect(claims(rules, { basicClaims: false }).slice(5)).toEqual([
    ['email', ['b.simon@contoso.com']],
    ['https://x.example/claims/dept', ['Sales']],
    ['fixed', ['gold']],
  ]);
  const [fixed] = claimsOf({
    tenant,
    application: { ...application, claims: rules },
    user: subject,
    sessionMethod: 'Password',
  }).slice(-1);
  expect(fixed?.nameFormat).toBe('urn:oasis:names:tc:SAML:2.0:attrname-format:uri');
});

test('an edited default claim keeps its place', () => {
  const edited = claims([{ name: 'emailaddress', namespace: personal, source: 'user.userprincipalname' }]);
  expect(edited.findIndex(([name]) => name === `${personal}/emailaddress`)).toBe(7);
  expect(edited).toHaveLength(9);
});

test('groups and roles are multi-valued', () => {
  const [, sales] = tenant.groups;
  const assignments = [
    { principalId: subject.id, role: 'Author' },
    { principalId: sales?.id ?? '', role: 'Reader' },
    { principalId: victim.id, role: 'Admin' },
    { principalId: subject.id, role: 'Author' },
  ];
  const rules = [
    { name: 'groups', namespace: groups.replace(/\/groups$/, ''), source: 'user.groups' },
    { name: 'roles', source: 'user.assignedroles' },
  ];
  const all = claims(rules, { assignments });
  expect(all[3]).toEqual([groups, groupsOf(subject, tenant)]);
  expect(groupsOf(subject, tenant)).toEqual([sales?.id, tenant.groups[0]?.id]);
  expect(all.at(-1)).toEqual(['roles', ['Author', 'Reader']]);
});

test('circular groups end', () => {
  const circular = {
    ...tenant,
    groups: tenant.groups.map((group) => ({ ...group, memberOf: tenant.groups.map(({ id }) => id) })),
  };
  expect(groupsOf(subject, circular)).toHaveLength(tenant.groups.length);
});

test('sources', () => {
  const user = { ...subject, attributes: { extensionattribute1: ['a', '', 'b'], city: 'Bern' } };
  expect(sourceValue(user, tenant, 'user.extensionattribute1')).toEqual(['a', 'b']);
  expect(sourceValue(user, tenant, 'user.city')).toEqual(['Bern']);
  expect(sourceValue(user, tenant, 'user.unknown')).toEqual([]);
  expect(sourceValue(user, tenant, 'user.constructor')).toEqual([]);
  expect(sourceValue(user, tenant, 'user.assignedroles')).toEqual([]);
  expect(sourceValue(user, tenant, 'userish')).toEqual(['userish']);
  expect(sourceValue(user, tenant, 'application.displayname', application)).toEqual(['Notes']);
});

const format = (source: string, configured: Application['nameId']['format'], requestedFormat?: string) =>
  nameIdOf({
    tenant,
    application: { ...application, nameId: { source, format: configured } },
    user: subject,
    requestedFormat,
  });

test('NameID formats: requested over configured over the source’s own', () => {
  const { emailAddress, unspecified, persistent } = nameIdFormats;
  expect(format('user.userprincipalname', 'default')).toEqual({ value: 'b.simon@contoso.com', format: emailAddress });
  expect(format('user.objectid', 'default')).toEqual({ value: subject.id, format: unspecified });
  expect(format('user.mail', 'unspecified')).toEqual({ value: 'b.simon@contoso.com', format: unspecified });
  expect(format('user.mail', 'unspecified', emailAddress).format).toBe(emailAddress);
  expect(format('user.mail', 'default', 'urn:unknown').format).toBe(emailAddress);
  expect(format('user.mail', 'emailAddress', persistent).format).toBe(persistent);
});

test('a persistent NameID is opaque, stable, and differs by user and application', () => {
  const { persistent } = nameIdFormats;
  const { value } = format('user.mail', 'default', persistent);
  expect(value).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(format('user.mail', 'default', persistent).value).toBe(value);
  const other = nameIdOf({
    tenant,
    application: { ...application, appId: 'x', nameId: { source: 'user.mail', format: 'default' } },
    user: subject,
    requestedFormat: persistent,
  });
  expect(other.value).not.toBe(value);
});

test('a user without the source attribute cannot be named', () => {
  expect(() => format('user.extensionattribute9', 'default')).toThrow(
    /user\.extensionattribute9.*b\.simon@contoso\.com/,
  );
});
