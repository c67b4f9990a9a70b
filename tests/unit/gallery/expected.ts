/** What an application of the gallery should be told, worked out from the tutorials without the claims room. */

import type { Application, Tenant } from '../../../idp/tenant/model.ts';
import { customerValue, groupName, person, sendsRoles, userPrincipalName, type Entry } from './entries.ts';

const personal = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const microsoft = 'http://schemas.microsoft.com/ws/2008/06/identity/claims';

/** Names and values in order. */
export type Claims = [name: string, values: string[]][];

function valuesOf(entry: Entry, source: string | undefined, name: string, tenant: Tenant): string[] {
  if (source === undefined) return [customerValue(name)];
  if (source === 'user.assignedroles') return [`role of ${entry.id}`];
  if (source === 'user.groups') return [tenant.groups.find(({ displayName }) => displayName === groupName)?.id ?? ''];
  if (source === 'user.sessionduration') return ['900'];
  if (source.startsWith('join(')) return ['gal@contoso.com@102938475Z'];
  if (source === 'ExtractMailPrefix([mail])') return ['gal'];
  return [person[source] ?? source];
}

/** Every claim that should be sent, in Entra's order. */
export function expectedClaims(entry: Entry, tenant: Tenant): Claims {
  const issuer = `https://sts.windows.net/${tenant.id}/`;
  const own = (entry.claims ?? []).map(({ name, namespace, source }): Claims[number] => [
    namespace === undefined ? name : `${namespace}/${name}`,
    valuesOf(entry, source, name, tenant),
  ]);
  const edited = new Map(own);
  const defaults: Claims = [
    [`${personal}/givenname`, ['Gal']],
    [`${personal}/surname`, ['Lery']],
    [`${personal}/emailaddress`, ['gal@contoso.com']],
    [`${personal}/name`, [userPrincipalName]],
  ];
  const names = new Set(defaults.map(([name]) => name));
  return [
    ['http://schemas.microsoft.com/identity/claims/tenantid', [tenant.id]],
    ['http://schemas.microsoft.com/identity/claims/objectidentifier', [person['user.objectid'] ?? '']],
    ['http://schemas.microsoft.com/identity/claims/displayname', ['Gal Lery']],
    ...(sendsRoles(entry) ? ([[`${microsoft}/role`, [`role of ${entry.id}`]]] satisfies Claims) : []),
    ['http://schemas.microsoft.com/identity/claims/identityprovider', [issuer]],
    [
      'http://schemas.microsoft.com/claims/authnmethodsreferences',
      ['http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password'],
    ],
    ...defaults.map(([name, values]): Claims[number] => [name, edited.get(name) ?? values]),
    ...own.filter(([name]) => !names.has(name)),
  ];
}

/** Without the number of the instance; whatever is no URI gets a prefix. */
export function expectedAudience(identifier: string): string {
  const name = identifier.split(/#(?=\d+$)/)[0] ?? '';
  return /^(https?|urn):/.test(name) ? name : `spn:${name}`;
}

export function expectedNameId({ nameIdSource, nameIdFormat }: Entry): { value: string; format: string } {
  const isUpn = nameIdSource === undefined || nameIdSource.includes('userprincipalname');
  const whole = isUpn ? userPrincipalName : 'gal@contoso.com';
  const value = nameIdSource?.startsWith('ExtractMailPrefix') ? (whole.split('@')[0] ?? '') : whole;
  return { value, format: nameIdFormat ?? 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' };
}

/** The claims that this application would not sign anybody in without. */
export const requiredClaims = ({ claims = [] }: Entry): string[] =>
  claims.map(({ name, namespace }) => (namespace === undefined ? name : `${namespace}/${name}`));

/** Everything that tells the ways of configuration apart. */
export function shapeOf(
  entry: Entry,
  { identifiers, replyUrls, nameId, signing, signatureAlgorithm }: Application,
): string {
  const [identifier = ''] = identifiers;
  const [replyUrl = ''] = replyUrls;
  const kind = /^https?:\/\/[^/]+\/?$/.test(identifier) ? 'origin' : (/^(https?|urn):/.exec(identifier)?.[1] ?? 'bare');
  return [
    kind,
    identifier.endsWith('/') ? 'slash' : '',
    /#\d+$/.test(identifier) ? 'instance' : '',
    identifier === replyUrl ? 'same' : '',
    replyUrls.length > 1 ? 'several' : '',
    replyUrl.includes('?') ? 'query' : '',
    nameId.source + (nameId.transformations?.length ?? 0) + nameId.format,
    [...new Set((entry.claims ?? []).map(({ kind: of = 'attribute', namespace }) => `${of}${namespace ? '+' : ''}`))]
      .sort()
      .join(),
    signing + signatureAlgorithm,
    entry.initiated?.join() ?? '',
    entry.artefacts?.[0] ?? '',
  ].join('|');
}
