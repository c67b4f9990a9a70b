/** Who is in a group: direct members, users and other groups; adding, removing, and deleting the group itself. */

import type { Group, Tenant } from '../../tenant/model.ts';
import { changeTenant } from './change.ts';
import { groupIn, groupOverview, groupPage } from './groups.ts';
import { ROOT, type Page } from './reply.ts';

/** The directory with the membership of one user or group changed. */
function withMembership({ users, groups }: Tenant, member: string, change: (ids: string[]) => string[]) {
  return {
    users: users.map((one) => (one.id === member ? { ...one, groups: change(one.groups) } : one)),
    groups: groups.map((one) => (one.id === member ? { ...one, memberOf: change(one.memberOf) } : one)),
  };
}

/** Whether `inner` is this group or holds it, however deep: membership must not run in a circle. */
function holds(groups: Group[], inner: string, id: string, seen = new Set<string>()): boolean {
  if (id === inner) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  const { memberOf = [] } = groups.find((one) => one.id === id) ?? {};
  return memberOf.some((parent) => holds(groups, inner, parent, seen));
}

export const changeMembers: Page = ({ idp, params, form }) => {
  const group = groupIn(idp, params);
  const gone = form.text('remove');
  if (gone !== '') {
    changeTenant(
      idp,
      withMembership(idp.tenant, gone, (ids) => ids.filter((id) => id !== group.id)),
    );
    return { kind: 'redirect', location: `${groupPage(group)}?done=removed` };
  }
  const member = form.text('member');
  const { users, groups } = idp.tenant;
  const known = [...users, ...groups].some(({ id }) => id === member);
  if (!known) return groupOverview(idp, group, [{ field: 'member', message: 'Choose a user or a group.' }]);
  if (holds(groups, member, group.id)) {
    const message = 'That group is this one, or this one is in it already: membership would run in a circle.';
    return groupOverview(idp, group, [{ field: 'member', message }]);
  }
  changeTenant(
    idp,
    withMembership(idp.tenant, member, (ids) => [...new Set([...ids, group.id])]),
  );
  return { kind: 'redirect', location: `${groupPage(group)}?done=added` };
};

/** With it go its memberships and its assignments. */
export const deleteGroup: Page = ({ idp, params }) => {
  const { id } = groupIn(idp, params);
  const { users, groups, applications } = idp.tenant;
  const others = (ids: string[]): string[] => ids.filter((one) => one !== id);
  changeTenant(idp, {
    users: users.map((user) => ({ ...user, groups: others(user.groups) })),
    groups: groups.filter((one) => one.id !== id).map((one) => ({ ...one, memberOf: others(one.memberOf) })),
    applications: applications.map((one) => ({
      ...one,
      assignments: one.assignments.filter(({ principalId }) => principalId !== id),
    })),
  });
  return { kind: 'redirect', location: `${ROOT}/groups/all?done=deleted` };
};
