/** Claims of the token configuration page that SAML tokens can carry: acct, email, upn and directory extensions; groups are `group-claim.ts`. */

import type { OptionalClaim, User } from '../tenant/model.ts';
import { identity, personal } from './names.ts';
import { sourceValue } from './source.ts';
import type { ClaimContext } from './value.ts';

/** `extension_{application id without dashes}_{name}`; the claim is called `extn.{name}` (documented). */
const extension = /^extension_[0-9a-f]{32}_(\w+)$/i;

/** What `upn` may be configured with (documented). */
export const upnProperties = [
  'include_externally_authenticated_upn',
  'include_externally_authenticated_upn_without_hash',
];

/** Why this optional claim cannot be, or undefined. */
export function isOptionalClaim(name: string): boolean {
  return ['acct', 'email', 'groups', 'upn'].includes(name) || extension.test(name);
}

/** A guest's name in the directory is sent only when asked for, with or without the hash marks. */
function upnOf(user: User, { additionalProperties = [] }: OptionalClaim): string[] {
  const { userPrincipalName, userType } = user;
  if (userType === 'Member') return [userPrincipalName];
  if (additionalProperties.includes('include_externally_authenticated_upn_without_hash')) {
    return [userPrincipalName.replaceAll('#', '_')];
  }
  return additionalProperties.includes('include_externally_authenticated_upn') ? [userPrincipalName] : [];
}

/** The optional claims of a user, in the order in which they are configured. */
export function optionalAttributes({ tenant, application, user }: ClaimContext): { name: string; values: string[] }[] {
  const attributeOf = (claim: OptionalClaim): { name: string; values: string[] }[] => {
    const [, extended] = extension.exec(claim.name) ?? [];
    if (extended !== undefined) {
      return [{ name: `${identity}/extn.${extended}`, values: sourceValue(user, tenant, `user.${claim.name}`) }];
    }
    if (claim.name === 'acct') return [{ name: `${identity}/acct`, values: [user.userType === 'Guest' ? '1' : '0'] }];
    if (claim.name === 'email') {
      return [{ name: `${personal}/emailaddress`, values: sourceValue(user, tenant, 'user.mail') }];
    }
    return claim.name === 'upn' ? [{ name: `${personal}/upn`, values: upnOf(user, claim) }] : [];
  };
  return (application.optionalClaims ?? []).flatMap(attributeOf);
}
