/** A small directory for the tests of claims: a member, two kinds of guests, groups from the cloud and from on premises. */

import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import { newUser } from '../../../idp/tenant/directory.ts';
import type { Application, Group, Tenant, Transformation, User } from '../../../idp/tenant/model.ts';
import type { ClaimContext } from '../../../idp/claims/value.ts';

const group = (id: string, more: Partial<Group> = {}): Group => ({
  id,
  displayName: id.toUpperCase(),
  securityEnabled: true,
  memberOf: [],
  ...more,
});

const onPremises = (name: string): Partial<Group> => ({
  onPremisesSamAccountName: name,
  onPremisesNetBiosName: 'CONTOSO',
  onPremisesDomainName: 'contoso.com',
  onPremisesSecurityIdentifier: `S-1-5-21-${name.length}`,
});

export const groups: Group[] = [
  group('cloud'),
  group('mail', { securityEnabled: false }),
  group('synced', { ...onPremises('eng-all'), memberOf: ['outer'] }),
  group('outer', onPremises('everyone')),
];

export const member: User = newUser('B.Simon@contoso.com', {
  displayName: 'B. Simon',
  givenName: 'B',
  surname: 'Simon',
  mail: 'b.simon@contoso.com',
  groups: ['cloud', 'mail', 'synced'],
  directoryRoles: ['62e90394-69f5-4237-9190-012177145e10'],
  attributes: {
    department: 'Finance_BSimon_US',
    employeeid: '123_BSimon_456',
    extensionattribute1: ['Red', 'Green'],
    othermail: ['one@x.example', 'two@x.example'],
    extension_ab603c56068041afb2f6832e2a17e237_skypeId: 'skype.b',
  },
});
export const entraGuest: User = newUser('ada_fabrikam.com#EXT#@contoso.com', {
  userType: 'Guest',
  homeTenantId: '11112222-bbbb-3333-cccc-4444dddd5555',
  mail: 'ada@fabrikam.com',
});
export const externalGuest: User = newUser('eve_gmail.com#EXT#@contoso.com', { userType: 'Guest', groups: ['cloud'] });

export const tenant: Tenant = { ...defaultTenant(), country: 'CH', groups, users: [member, entraGuest, externalGuest] };

export const application: Application = {
  appId: '11112222-3333-4444-5555-666677778888',
  displayName: 'Notes',
  identifiers: ['https://notes.example/saml'],
  replyUrls: ['https://notes.example/acs'],
  enabled: true,
  assignmentRequired: false,
  assignments: [{ principalId: 'synced' }, { principalId: 'outer' }, { principalId: member.id, role: 'Author' }],
  nameId: { source: 'user.userprincipalname', format: 'default' },
  basicClaims: false,
  claims: [],
  tags: ['gold', 'silver'],
  signing: 'assertion',
  signatureAlgorithm: 'rsa-sha256',
  tokenLifetimeMinutes: 60,
};

export function context(changes: Partial<Application> = {}, user: User = member): ClaimContext {
  return { tenant, user, application: { ...application, ...changes } };
}

/** A step of one function. */
export const step = (
  name: Transformation['function'],
  more: Omit<Transformation, 'function'> = {},
): Transformation => ({
  function: name,
  ...more,
});
