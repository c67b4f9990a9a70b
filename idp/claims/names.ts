/** Names of claims: Entra's own, how a rule's name is put together, and what no rule may be called. */

import type { ClaimRule } from '../tenant/model.ts';

export const identity = 'http://schemas.microsoft.com/identity/claims';
export const personal = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
export const microsoft = 'http://schemas.microsoft.com/ws/2008/06/identity/claims';

/** The name under which group ids are sent unless the claim is renamed. */
export const groupsClaim = `${microsoft}/groups`;
/** Sent instead of the groups when there are too many. */
export const groupsLinkClaim = 'http://schemas.microsoft.com/claims/groups.link';
/** Directory roles, by their template ids. */
export const widsClaim = `${microsoft}/wids`;
/** Application roles. */
export const roleClaim = `${microsoft}/role`;

/** The full name of a claim: `namespace/name`, or the bare name when there is no namespace. */
export function claimName({ name, namespace }: Pick<ClaimRule, 'name' | 'namespace'>): string {
  return namespace === undefined || namespace === '' ? name : `${namespace.replace(/\/$/, '')}/${name}`;
}

/** Restricted claim types of SAML (documented); a star marks those that a custom signing key frees. */
const restricted: [namespace: string, names: string][] = [
  [
    'http://schemas.microsoft.com',
    '2012/01/devicecontext/claims/ismanaged 2014/02/devicecontext/claims/isknown 2014/03/psso ' +
      '2014/09/devicecontext/claims/iscompliant claims/authnmethodsreferences claims/groups.link',
  ],
  [identity, 'accesstoken acct agegroup aio identityprovider objectidentifier openid2_id puid scope tenantid xms_et'],
  [
    microsoft,
    'authenticationinstant authenticationmethod confirmationkey denyonlyprimarygroupsid denyonlyprimarysid ' +
      'denyonlywindowsdevicegroup expiration expired groups groupsid ispersistent role* samlissuername wids ' +
      'windowsdeviceclaim windowsdevicegroup windowsfqbnversion windowssubauthority windowsuserclaim ' +
      'windowsaccountname* primarysid* primarygroupsid*',
  ],
  [
    personal,
    'authentication authorizationdecision denyonlysid privatepersonalidentifier spn upn* sid* x500distinguishedname*',
  ],
  ['http://schemas.xmlsoap.org/ws/2009/09/identity/claims', 'actor'],
];

/** All restricted names, and whether a custom signing key frees them. */
export const restrictedClaimNames: ReadonlyMap<string, boolean> = new Map(
  restricted.flatMap(([namespace, names]) =>
    names.split(' ').map((name): [string, boolean] => [`${namespace}/${name.replace('*', '')}`, name.endsWith('*')]),
  ),
);

/** Why a claim may not be called so, or undefined. */
export function restrictedReason(name: string, customSigningKey: boolean): string | undefined {
  const freed = restrictedClaimNames.get(name);
  if (freed === undefined || (freed && customSigningKey)) return undefined;
  return freed
    ? `«${name}» is a restricted claim, which only an application with a custom signing key may send; choose another name or set customSigningKey`
    : `«${name}» is a restricted claim, which Entra keeps to itself; choose another name`;
}
