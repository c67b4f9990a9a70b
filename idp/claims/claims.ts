/** The AttributeStatement's content: Entra's core claims, its default claims and the application's own. */

import type { ClaimRule, SignInMethod } from '../tenant/model.ts';
import { groupAttributes, groupClaimOf, groupsLink, MAX_GROUPS } from './group-claim.ts';
import { groupsOf, rolesOf } from './groups.ts';
import { issuerOf } from './issuer.ts';
import { claimName, groupsClaim, groupsLinkClaim, identity, personal, roleClaim } from './names.ts';
import { optionalAttributes } from './optional-claims.ts';
import { sourceValue } from './source.ts';
import { valuesOf, type ClaimContext } from './value.ts';

export { claimName } from './names.ts';

/** An attribute as the protocol room writes it. */
export interface ClaimAttribute {
  name: string;
  nameFormat?: string;
  values: string[];
}

const method = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod';
const nameFormats = 'urn:oasis:names:tc:SAML:2.0:attrname-format';

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

/** A claim rule that sends the groups: it is the application's one group claim. */
export const sendsGroups = ({ source }: Pick<ClaimRule, 'source'>): boolean => source.toLowerCase() === 'user.groups';

function drawn(rule: ClaimRule, context: ClaimContext): ClaimAttribute {
  const { tenant, user } = context;
  if (sendsGroups(rule) && groupsOf(user, tenant).length > MAX_GROUPS) return groupsLink(tenant, user);
  return {
    name: claimName(rule),
    ...(rule.nameFormat && { nameFormat: `${nameFormats}:${rule.nameFormat}` }),
    values: valuesOf(rule, context),
  };
}

/** Core claims in the order observed; where groups and roles stand is inferred. */
function coreClaims(context: ClaimContext, sessionMethod: SignInMethod, custom: ClaimAttribute[]): ClaimAttribute[] {
  const { tenant, application, user } = context;
  const own = custom.filter(({ name }) => name === groupsClaim || name === groupsLinkClaim);
  // Roles are sent by themselves, unless the groups go as roles (documented) or a rule already sends them.
  const groupsAsRoles = groupClaimOf(application)?.asRoles === true;
  const roles = groupsAsRoles || custom.some(({ name }) => name === roleClaim) ? [] : rolesOf(user, application);
  return [
    { name: `${identity}/tenantid`, values: [tenant.id] },
    { name: `${identity}/objectidentifier`, values: [user.id] },
    { name: `${identity}/displayname`, values: sourceValue(user, tenant, 'user.displayname') },
    ...groupAttributes(context),
    ...own,
    { name: roleClaim, values: roles },
    { name: `${identity}/identityprovider`, values: [issuerOf(user.homeTenantId ?? tenant.id)] },
    { name: 'http://schemas.microsoft.com/claims/authnmethodsreferences', values: methodReferences[sessionMethod] },
  ];
}

/**
 * All claims of a user for an application, in the order observed in Entra; a claim without a value is left out.
 * @throws ClaimError when a transformation cannot work
 */
export function claimsOf(input: ClaimContext & { sessionMethod: SignInMethod }): ClaimAttribute[] {
  const { application } = input;
  const custom = application.claims.map((rule) => drawn(rule, input));
  const named = (name: string): ClaimAttribute[] => custom.filter((claim) => claim.name === name);
  const formatted = (claims: ClaimAttribute[]): ClaimAttribute[] =>
    application.includeAttributeNameFormat === true
      ? claims.map((claim) => ({ ...claim, nameFormat: `${nameFormats}:uri` }))
      : claims;
  const ruled = new Set(custom);
  const core = coreClaims(input, input.sessionMethod, custom).flatMap((claim) =>
    ruled.has(claim) ? [claim] : formatted([claim]),
  );
  const defaults = application.basicClaims ? defaultRules.map((rule) => drawn(rule, input)) : [];
  // A rule with a default claim's name is that claim, edited: it keeps the default's place.
  const head = [...core, ...defaults.flatMap((claim) => (named(claim.name).length > 0 ? named(claim.name) : [claim]))];
  const placed = new Set(head);
  const all = [...head, ...custom.filter((claim) => !placed.has(claim))].filter(({ values }) => values.length > 0);
  const known = new Set(all.map(({ name }) => name));
  const optional = formatted(optionalAttributes(input)).filter(
    ({ name, values }) => values.length > 0 && !known.has(name),
  );
  return [...all, ...optional];
}
