/** The AttributeStatement's content: Entra's core claims, its default claims and the application's own. */

import type { Application, ClaimRule, SignInMethod, Tenant, User } from '../tenant/model.ts';
import { issuerOf } from './issuer.ts';
import { sourceValue } from './source.ts';

/** An attribute as the protocol room writes it. */
export interface ClaimAttribute {
  name: string;
  nameFormat?: string;
  values: string[];
}

const identity = 'http://schemas.microsoft.com/identity/claims';
const personal = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const method = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod';

/** The name under which group ids are sent unless the claim is renamed. */
export const groupsClaim = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups';

/** The default claims of a new SAML application, all editable; `basicClaims: false` drops them. */
export const defaultRules: ClaimRule[] = [
  { namespace: personal, name: 'givenname', source: 'user.givenname' },
  { namespace: personal, name: 'surname', source: 'user.surname' },
  { namespace: personal, name: 'emailaddress', source: 'user.mail' },
  { namespace: personal, name: 'name', source: 'user.userprincipalname' },
];

const methodReferences: Record<SignInMethod, string[]> = {
  Password: [`${method}/password`],
  MultiFactor: [`${method}/password`, 'http://schemas.microsoft.com/claims/multipleauthn'],
  X509: [`${method}/x509`],
  WindowsIntegrated: [`${method}/windows`],
};

/** The full name of a claim: `namespace/name`, or the bare name when there is no namespace. */
export function claimName({ name, namespace }: Pick<ClaimRule, 'name' | 'namespace'>): string {
  return namespace === undefined || namespace === '' ? name : `${namespace.replace(/\/$/, '')}/${name}`;
}

/** All claims of a user for an application, in the order observed in Entra; a claim without a value is left out. */
export function claimsOf(input: {
  tenant: Tenant;
  application: Application;
  user: User;
  sessionMethod: SignInMethod;
}): ClaimAttribute[] {
  const { tenant, application, user } = input;
  const drawn = (rule: ClaimRule): ClaimAttribute => ({
    name: claimName(rule),
    ...(rule.nameFormat && { nameFormat: `urn:oasis:names:tc:SAML:2.0:attrname-format:${rule.nameFormat}` }),
    values: sourceValue(user, tenant, rule.source, application),
  });
  const custom = application.claims.map(drawn);
  const named = (name: string): ClaimAttribute[] => custom.filter((claim) => claim.name === name);
  const defaults = application.basicClaims ? defaultRules.map(drawn) : [];
  const core: ClaimAttribute[] = [
    { name: `${identity}/tenantid`, values: [tenant.id] },
    { name: `${identity}/objectidentifier`, values: [user.id] },
    { name: `${identity}/displayname`, values: sourceValue(user, tenant, 'user.displayname') },
    ...named(groupsClaim),
    { name: `${identity}/identityprovider`, values: [issuerOf(tenant.id)] },
    {
      name: 'http://schemas.microsoft.com/claims/authnmethodsreferences',
      values: methodReferences[input.sessionMethod],
    },
  ];
  // A rule with a default claim's name is that claim, edited: it keeps the default's place.
  const head = [...core, ...defaults.flatMap((claim) => (named(claim.name).length > 0 ? named(claim.name) : [claim]))];
  const placed = new Set(head);
  return [...head, ...custom.filter((claim) => !placed.has(claim))].filter(({ values }) => values.length > 0);
}
