/** The attribute statement as a whole: order, roles, optional claims, formats, guests, issuer and audience. */

import { expect, test } from '@playwright/test';
import { audienceOf } from '../../../idp/claims/audience.ts';
import { claimsOf } from '../../../idp/claims/claims.ts';
import { issuerOf } from '../../../idp/claims/issuer.ts';
import { groupsClaim, identity, personal, roleClaim } from '../../../idp/claims/names.ts';
import { sourceValue } from '../../../idp/claims/source.ts';
import type { Application, ClaimRule, OptionalClaim, User } from '../../../idp/tenant/model.ts';
import { application, context, entraGuest, externalGuest, member, tenant } from './people.ts';

const statement = (changes: Partial<Application> = {}, user: User = member) =>
  claimsOf({ ...context(changes, user), sessionMethod: 'Password' });
const named = (name: string, changes: Partial<Application> = {}, user: User = member) =>
  statement(changes, user).find((claim) => claim.name === name)?.values;
const own = (changes: Partial<Application>) => statement(changes).slice(6);

test('groups and roles stand between the display name and the identity provider', () => {
  const names = statement({ groupClaim: { select: 'assigned' } }).map(({ name }) => name.replace(/.*\//, ''));
  expect(names).toEqual([
    'tenantid',
    'objectidentifier',
    'displayname',
    'groups',
    'role',
    'identityprovider',
    'authnmethodsreferences',
  ]);
});

test('application roles go by themselves, not beside groups as roles, and not twice', () => {
  const assignments = [{ principalId: 'synced', role: 'Reader' }, ...application.assignments];
  expect(named(roleClaim, { assignments })).toEqual(['Reader', 'Author']);
  const groupClaim = { select: 'assigned' as const, asRoles: true };
  expect(named(roleClaim, { assignments, groupClaim })).toEqual(['synced']);
  expect(named(groupsClaim, { assignments, groupClaim })).toBeUndefined();
  const claims = [{ name: roleClaim, source: 'user.assignedroles' }];
  expect(statement({ assignments, claims }).filter(({ name }) => name === roleClaim)).toHaveLength(1);
  expect(named(roleClaim, { assignments: [{ principalId: member.id }] })).toBeUndefined();
});

test('the three claims of AWS', () => {
  const namespace = 'https://aws.amazon.com/SAML/Attributes';
  const role = 'arn:aws:iam::1:role/Admin,arn:aws:iam::1:saml-provider/Entra';
  const claims: ClaimRule[] = [
    { namespace, name: 'RoleSessionName', source: 'user.userprincipalname' },
    { namespace, name: 'Role', source: 'user.assignedroles' },
    { namespace, name: 'SessionDuration', source: '900' },
  ];
  expect(own({ claims, assignments: [{ principalId: member.id, role }] })).toEqual([
    { name: `${namespace}/RoleSessionName`, values: ['B.Simon@contoso.com'] },
    { name: `${namespace}/Role`, values: [role] },
    { name: `${namespace}/SessionDuration`, values: ['900'] },
  ]);
});

const sources: [source: string, values: string[]][] = [
  ['User.Surname', ['Simon']],
  ['user.extensionattribute1', ['Red', 'Green']],
  ['user.extension_ab603c56068041afb2f6832e2a17e237_skypeId', ['skype.b']],
  ['user.othermail', ['one@x.example']],
  ['application.displayname', ['Notes']],
  ['resource.objectid', [application.appId]],
  ['audience.tags', ['gold', 'silver']],
  ['company.tenantcountry', ['CH']],
  ['user.city', []],
  ['application.constructor', []],
  ['just words', ['just words']],
];

for (const [source, values] of sources) {
  test(`source ${source}`, () => expect(sourceValue(member, tenant, source, application)).toEqual(values));
}

const optional: [claim: OptionalClaim, user: User, name: string, values: string[] | undefined][] = [
  [{ name: 'acct' }, member, `${identity}/acct`, ['0']],
  [{ name: 'acct' }, entraGuest, `${identity}/acct`, ['1']],
  [{ name: 'email' }, member, `${personal}/emailaddress`, ['b.simon@contoso.com']],
  [{ name: 'email' }, { ...member, mail: '' }, `${personal}/emailaddress`, undefined],
  [{ name: 'upn' }, member, `${personal}/upn`, ['B.Simon@contoso.com']],
  [{ name: 'upn' }, entraGuest, `${personal}/upn`, undefined],
  [
    { name: 'upn', additionalProperties: ['include_externally_authenticated_upn'] },
    entraGuest,
    `${personal}/upn`,
    ['ada_fabrikam.com#EXT#@contoso.com'],
  ],
  [
    { name: 'upn', additionalProperties: ['include_externally_authenticated_upn_without_hash'] },
    entraGuest,
    `${personal}/upn`,
    ['ada_fabrikam.com_EXT_@contoso.com'],
  ],
  [{ name: 'extension_ab603c56068041afb2f6832e2a17e237_skypeId' }, member, `${identity}/extn.skypeId`, ['skype.b']],
];

for (const [claim, user, name, values] of optional) {
  const title = [claim.name, ...(claim.additionalProperties ?? [])].join(' ');
  test(`optional claim ${title} of ${user.userPrincipalName}, ${values?.length ?? 0} values`, () => {
    expect(named(name, { optionalClaims: [claim] }, user)).toEqual(values);
  });
}

test('an optional claim does not repeat a default one', () => {
  const both = statement({ basicClaims: true, optionalClaims: [{ name: 'email' }] });
  expect(both.filter(({ name }) => name === `${personal}/emailaddress`)).toHaveLength(1);
});

const format = (name: string) => `urn:oasis:names:tc:SAML:2.0:attrname-format:${name}`;

test('attribute name formats: a rule’s own, and by switch those of core and optional claims', () => {
  const claims: ClaimRule[] = [
    { name: 'a', source: 'x', nameFormat: 'basic' },
    { name: 'b', source: 'x' },
  ];
  const changes = { claims, optionalClaims: [{ name: 'acct' }] };
  const formats = (all: ReturnType<typeof statement>) => all.map(({ nameFormat }) => nameFormat);
  expect(formats(own(changes))).toEqual([format('basic'), undefined, undefined]);
  const switched = statement({ ...changes, includeAttributeNameFormat: true });
  expect(formats(switched)).toEqual([...Array(6).fill(format('uri')), format('basic'), undefined, format('uri')]);
});

test('a guest’s identity provider is the home tenant', () => {
  expect(named(`${identity}/identityprovider`, {}, entraGuest)).toEqual([issuerOf(entraGuest.homeTenantId ?? '')]);
  expect(named(`${identity}/identityprovider`, {}, externalGuest)).toEqual([issuerOf(tenant.id)]);
});

test('the issuer carries the application id only with a signing key of its own', () => {
  const plain = `https://sts.windows.net/${tenant.id}/`;
  const wanted = { ...application, issuerWithApplicationId: true };
  expect(issuerOf(tenant.id)).toBe(plain);
  expect(issuerOf(tenant.id, application)).toBe(plain);
  expect(issuerOf(tenant.id, wanted)).toBe(plain);
  expect(issuerOf(tenant.id, { ...wanted, customSigningKey: true })).toBe(`${plain}${application.appId}`);
});

const audiences: [identifier: string, audience: string][] = [
  ['https://notes.example/saml', 'https://notes.example/saml'],
  ['https://notes.example/saml/', 'https://notes.example/saml/'],
  ['https://signin.aws.amazon.com/saml#2', 'https://signin.aws.amazon.com/saml'],
  ['https://notes.example/#section', 'https://notes.example/#section'],
  ['urn:amazon:webservices#12', 'urn:amazon:webservices'],
  ['heapanalytics.com', 'spn:heapanalytics.com'],
  ['My App#3', 'spn:My App'],
];

for (const [identifier, audience] of audiences) {
  test(`audience of ${identifier}`, () => {
    expect(audienceOf({}, identifier)).toBe(audience);
    expect(audienceOf({ audience: 'https://other.example' }, identifier)).toBe('https://other.example');
  });
}
