/** Conditions of a claim: for which users another source counts. */

import type { ClaimCondition, ConditionUserType, Tenant, User } from '../tenant/model.ts';
import { groupsOf } from './groups.ts';

/** Guests whose account lives in another Entra tenant, and those from elsewhere. */
const types: Record<ConditionUserType, (user: User) => boolean> = {
  any: () => true,
  members: ({ userType }) => userType === 'Member',
  allGuests: ({ userType }) => userType === 'Guest',
  entraGuests: ({ userType, homeTenantId }) => userType === 'Guest' && homeTenantId !== undefined,
  externalGuests: ({ userType, homeTenantId }) => userType === 'Guest' && homeTenantId === undefined,
};

/** Distinct groups that all conditions of an application may name (documented). */
export const MAX_CONDITION_GROUPS = 50;

/** Whether the user is of the condition's type and in one of its groups, if it names any (through other groups counts). */
export function holds(condition: ClaimCondition, { user, tenant }: { user: User; tenant: Tenant }): boolean {
  if (!types[condition.userType ?? 'any'](user)) return false;
  const { groups = [] } = condition;
  if (groups.length === 0) return true;
  const memberships = groupsOf(user, tenant);
  return groups.some((id) => memberships.includes(id));
}
