/** Applications from target profiles: stable ids, people made when unknown, mistakes all at once. */

import { expect, test } from '@playwright/test';
import { DEFAULT_TENANT_ID, defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import { answersTo, findApplication, findUser, newUser } from '../../../idp/tenant/directory.ts';
import { registerTarget } from '../../../idp/tenant/registration.ts';

const spec = {
  name: 'Notes',
  entityId: 'https://notes.example/saml',
  acsUrls: ['https://notes.example/acs'],
  users: ['b.simon@contoso.com', 'mary-ann.o_neil@fabrikam.com'],
};

test('the default tenant is Contoso with B.Simon and a victim, the same every time', () => {
  const tenant = defaultTenant();
  expect(tenant).toEqual(defaultTenant());
  expect([tenant.id, tenant.domains]).toEqual([DEFAULT_TENANT_ID, ['contoso.com', 'contoso.onmicrosoft.com']]);
  expect(findUser(tenant, 'B.Simon@Contoso.com')).toMatchObject({
    displayName: 'B.Simon',
    mail: 'b.simon@contoso.com',
  });
  const groups = new Set(tenant.groups.map(({ id }) => id));
  expect(findUser(tenant, 'v.ictim@contoso.com')?.groups.every((id) => groups.has(id))).toBe(true);
});

test('a tenant answers to its id, its domains and common', () => {
  const tenant = defaultTenant();
  for (const name of [tenant.id.toUpperCase(), 'contoso.com', 'CONTOSO.onmicrosoft.com', 'common']) {
    expect([name, answersTo(tenant, name)]).toEqual([name, true]);
  }
  expect(answersTo(tenant, 'fabrikam.com')).toBe(false);
});

test('an application has Entra’s defaults and an id that follows from its identifier', () => {
  const [one, two] = [defaultTenant(), defaultTenant()];
  const application = registerTarget(one, spec);
  expect(application).toEqual(registerTarget(two, spec));
  expect(application.appId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(application).toMatchObject({
    nameId: { source: 'user.userprincipalname', format: 'default' },
    basicClaims: true,
    signing: 'assertion',
    signatureAlgorithm: 'rsa-sha256',
    assignmentRequired: true,
    enabled: true,
    tokenLifetimeMinutes: 60,
  });
});

test('unknown people are made, with names read off their user principal name', () => {
  const tenant = defaultTenant();
  const { assignments } = registerTarget(tenant, spec);
  const made = findUser(tenant, 'mary-ann.o_neil@fabrikam.com');
  expect(made).toMatchObject({ displayName: 'Mary Ann O Neil', givenName: 'Mary', surname: 'Ann O Neil' });
  expect(made?.mail).toBe('mary-ann.o_neil@fabrikam.com');
  expect(assignments.map(({ principalId }) => principalId)).toContain(made?.id);
  expect(newUser('alice')).not.toHaveProperty('surname');
});

test('registering again updates; another identifier is another application', () => {
  const tenant = defaultTenant();
  const { appId } = registerTarget(tenant, spec);
  registerTarget(tenant, { ...spec, entityId: 'urn:two', name: 'Two' });
  const again = registerTarget(tenant, { ...spec, acsUrls: ['https://notes.example/new'] });
  expect(tenant.applications).toHaveLength(2);
  expect([again.appId, again.replyUrls]).toEqual([appId, ['https://notes.example/new']]);
  expect(findApplication(tenant, 'urn:two')?.displayName).toBe('Two');
});

test('every mistake is told at once', () => {
  const wrong = { ...spec, entityId: '', acsUrls: ['nowhere'], idp: { encryption: 'on' as const } };
  expect(() => registerTarget(defaultTenant(), wrong)).toThrow(/entityId is empty.*nowhere.*encryption certificate/);
  expect(() => registerTarget(defaultTenant(), { ...spec, acsUrls: [] })).toThrow(/at least one reply URL/);
});
