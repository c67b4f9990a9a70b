/** Groups and roles of a user as claims see them. */

import type { Application, Tenant, User } from '../tenant/model.ts';

/** Ids of all groups that the user is in, directly first, then through other groups, each once (Entra counts nested ones). */
export function groupsOf(user: User, tenant: Tenant): string[] {
  const found = new Set(user.groups);
  // A Set grows while it is walked, so groups of groups are visited as well, and cycles end.
  for (const id of found) {
    for (const outer of tenant.groups.find((group) => group.id === id)?.memberOf ?? []) found.add(outer);
  }
  return [...found];
}

/** Values of the application's roles assigned to the user or to a group directly; nested groups do not count (documented). */
export function rolesOf(user: User, application: Application): string[] {
  const principals = new Set([user.id, ...user.groups]);
  const roles = application.assignments
    .filter(({ principalId }) => principals.has(principalId))
    .map(({ role }) => role);
  return [...new Set(roles.filter((role) => role !== undefined && role !== ''))] as string[];
}
