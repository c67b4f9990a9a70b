/** Conditional access and the second factor: what stands between a person and an application besides a password. */

import type { ConditionalAccessPolicy, Group, Tenant, User } from './model.ts';

const sameName = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

const isCalled = (group: Group, name: string): boolean => group.id === name || group.displayName === name;

/** Ids of the groups that the user is in, nested ones counted: conditional access does count them, assignment does not. */
function groupIdsOf(user: User, { groups }: Tenant): Set<string> {
  const found = new Set(user.groups);
  // A set hands out what is added to it while it is walked.
  for (const id of found) {
    for (const parent of groups.find((group) => group.id === id)?.memberOf ?? []) found.add(parent);
  }
  return found;
}

function appliesTo({ users, groups }: ConditionalAccessPolicy, user: User | undefined, tenant: Tenant): boolean {
  if (users === undefined && groups === undefined) return true;
  if (user === undefined) return false;
  if (users?.some((name) => name === user.id || sameName(name, user.userPrincipalName)) === true) return true;
  if (groups === undefined) return false;
  const member = groupIdsOf(user, tenant);
  return tenant.groups.some((group) => member.has(group.id) && groups.some((name) => isCalled(group, name)));
}

interface Guarded {
  conditionalAccess?: ConditionalAccessPolicy[];
}

/** Whether a policy of the application keeps this person out. */
export function isBlocked(tenant: Tenant, { conditionalAccess = [] }: Guarded, user: User): boolean {
  return conditionalAccess.some((policy) => policy.grant === 'block' && appliesTo(policy, user, tenant));
}

/** Whether a second factor is demanded: of this person anywhere, or at this application; without a person: of everybody there. */
export function demandsSecondFactor(tenant: Tenant, { conditionalAccess = [] }: Guarded = {}, user?: User): boolean {
  if (user?.mfaRequired === true) return true;
  return conditionalAccess.some((policy) => policy.grant === 'mfa' && appliesTo(policy, user, tenant));
}

/** Names in policies that lead nowhere; they would protect nobody without a word. */
export function policyMistakes(
  policies: ConditionalAccessPolicy[] = [],
  tenant: Pick<Tenant, 'users' | 'groups'>,
): { path: string; message: string }[] {
  return policies.flatMap(({ users = [], groups = [] }, index) => [
    ...users.flatMap((name, position) =>
      tenant.users.some((user) => user.id === name || sameName(user.userPrincipalName, name))
        ? []
        : [{ path: `conditionalAccess[${index}].users[${position}]`, message: `there is no user «${name}»` }],
    ),
    ...groups.flatMap((name, position) =>
      tenant.groups.some((group) => isCalled(group, name))
        ? []
        : [{ path: `conditionalAccess[${index}].groups[${position}]`, message: `there is no group «${name}»` }],
    ),
  ]);
}
