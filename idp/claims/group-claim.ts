/** The group claim: which groups, what they are called, and the link that is sent when there are too many. */

import type { Application, Group, GroupAttribute, GroupClaim, Tenant, User } from '../tenant/model.ts';
import { groupsOf } from './groups.ts';
import { claimName, groupsClaim, groupsLinkClaim, restrictedReason, roleClaim, widsClaim } from './names.ts';
import { replaceAll } from './regex-replace.ts';
import type { ClaimContext } from './value.ts';

/** Groups that a SAML token carries at most, nested ones counted (documented). */
export const MAX_GROUPS = 150;
/** Memberships up to which a filter works (documented). */
const MAX_FILTERED = 1000;

/** Where the groups of a user can be asked for instead of read in the token (documented). */
export function groupsLink(tenant: Tenant, user: User): { name: string; values: string[] } {
  const url = `https://graph.windows.net/${tenant.id}/users/${user.id}/getMemberObjects`;
  return { name: groupsLinkClaim, values: [url] };
}

/** The properties of the optional claim `groups`, as the group claim's own settings. */
const properties: Record<string, Partial<GroupClaim>> = {
  sam_account_name: { attribute: 'samAccountName' },
  netbios_domain_and_sam_account_name: { attribute: 'netBiosSamAccountName' },
  dns_domain_and_sam_account_name: { attribute: 'dnsSamAccountName' },
  emit_as_roles: { asRoles: true },
  cloud_displayname: { cloudNames: true },
};

/** The names that `additionalProperties` of the optional claim `groups` may hold. */
export const groupProperties = Object.keys(properties);

/** The application's group claim, also when it is written as the optional claim `groups`. */
export function groupClaimOf({ groupClaim, optionalClaims = [] }: Application): GroupClaim | undefined {
  const optional = optionalClaims.find(({ name }) => name === 'groups');
  if (groupClaim === undefined && optional === undefined) return undefined;
  const named = (optional?.additionalProperties ?? []).map((name) => properties[name] ?? {});
  return Object.assign({ select: 'all' as const }, groupClaim, ...named) as GroupClaim;
}

/** The group claim of a user: groups, directory roles, or the link; none when nothing is left to send. */
export function groupAttributes(context: ClaimContext): { name: string; values: string[] }[] {
  const { tenant, application, user } = context;
  const rule = groupClaimOf(application);
  if (rule === undefined) return [];
  if (rule.select === 'directoryRoles') return [{ name: widsClaim, values: user.directoryRoles ?? [] }];
  const members = selected(rule, context);
  const wanted = members.filter((group) => passes(rule, group));
  const tooMany = wanted.length > MAX_GROUPS || (rule.filter !== undefined && members.length > MAX_FILTERED);
  if (tooMany) return [groupsLink(tenant, user)];
  const called = wanted.map((group) => nameOf(rule, group)).filter((name) => name !== undefined);
  return [{ name: attributeName(rule, application), values: [...new Set(replaced(rule, called))] }];
}

function selected({ select }: GroupClaim, { tenant, application, user }: ClaimContext): Group[] {
  const assigned = new Set(application.assignments.map(({ principalId }) => principalId));
  // Assigned groups count for direct members only (documented).
  const ids = select === 'assigned' ? user.groups.filter((id) => assigned.has(id)) : groupsOf(user, tenant);
  const groups = ids.map((id) => tenant.groups.find((group) => group.id === id)).filter((group) => group !== undefined);
  return select === 'security' ? groups.filter(({ securityEnabled }) => securityEnabled) : groups;
}

function passes({ filter }: GroupClaim, group: Group): boolean {
  if (filter === undefined) return true;
  const text = filter.by === 'displayName' ? group.displayName : group.onPremisesSamAccountName;
  if (text === undefined) return false;
  const tests = {
    prefix: () => text.startsWith(filter.value),
    suffix: () => text.endsWith(filter.value),
    contains: () => text.includes(filter.value),
  };
  return tests[filter.match]();
}

/** Both parts or nothing. */
const qualified = (domain: string | undefined, name: string | undefined): string | undefined =>
  domain === undefined || name === undefined ? undefined : `${domain}\\${name}`;

/** A group that was synchronised from on premises has a name or an identifier there. */
const isCloudOnly = (group: Group): boolean =>
  group.onPremisesSamAccountName === undefined && group.onPremisesSecurityIdentifier === undefined;

const attributes: Record<GroupAttribute, (group: Group) => string | undefined> = {
  id: ({ id }) => id,
  samAccountName: (group) => group.onPremisesSamAccountName,
  netBiosSamAccountName: (group) => qualified(group.onPremisesNetBiosName, group.onPremisesSamAccountName),
  dnsSamAccountName: (group) => qualified(group.onPremisesDomainName, group.onPremisesSamAccountName),
  onPremisesSecurityIdentifier: (group) => group.onPremisesSecurityIdentifier,
  cloudDisplayName: (group) => (isCloudOnly(group) ? group.displayName : undefined),
};

/** A group without the attribute is left out, unless cloud-only groups go by their display name. */
function nameOf({ attribute = 'id', cloudNames = false }: GroupClaim, group: Group): string | undefined {
  if (cloudNames && isCloudOnly(group)) return group.displayName;
  return attributes[attribute](group);
}

/** Groups that do not match are dropped; if none matches, all stay as they were (documented). */
function replaced({ replace }: GroupClaim, names: string[]): string[] {
  if (replace === undefined) return names;
  const results = names.map((name) => replaceAll(name, replace)).filter((name) => name !== undefined && name !== '');
  return results.length > 0 ? (results as string[]) : names;
}

/** A restricted custom name is ignored without a word (documented). */
function attributeName({ name, namespace, asRoles = false }: GroupClaim, application: Application): string {
  const usual = asRoles ? roleClaim : groupsClaim;
  if (name === undefined || name === '') return usual;
  const custom = claimName({ name, ...(namespace === undefined ? {} : { namespace }) });
  return restrictedReason(custom, application.customSigningKey === true) === undefined ? custom : usual;
}
