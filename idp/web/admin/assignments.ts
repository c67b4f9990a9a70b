/** Users and groups: who is assigned to an application, with which role. */

import type { Application, Tenant } from '../../tenant/model.ts';
import { changeApplication } from './change.ts';
import { fieldsOf } from './fields.ts';
import {
  applicationCrumbs,
  applicationIn,
  pageOf,
  type AdminReply,
  type Crumb,
  type Mistake,
  type Page,
} from './reply.ts';

interface Principal {
  id: string;
  name: string;
  kind: 'User' | 'Group';
  detail: string;
}

function principalsOf({ users, groups }: Tenant): Principal[] {
  return [
    ...users.map(({ id, displayName, userPrincipalName }): Principal => {
      return { id, name: displayName ?? userPrincipalName, kind: 'User', detail: userPrincipalName };
    }),
    ...groups.map(({ id, displayName }): Principal => ({ id, name: displayName, kind: 'Group', detail: 'Group' })),
  ];
}

const listCrumb = (application: Application): Crumb => ({
  label: 'Users and groups',
  href: pageOf(application, 'users-and-groups'),
});

const notices: Record<string, string> = {
  assigned: 'Application assignment succeeded.',
  removed: 'The assignment was removed.',
};

export const assignments: Page = (visit) => {
  const application = applicationIn(visit);
  const principals = principalsOf(visit.idp.tenant);
  const rows = application.assignments.flatMap(({ principalId, role }) => {
    const principal = principals.find(({ id }) => id === principalId);
    return principal === undefined ? [] : [{ ...principal, role: role ?? 'Default Access' }];
  });
  return {
    kind: 'page',
    view: 'assignments',
    title: 'Users and groups',
    crumbs: applicationCrumbs(application, { label: 'Users and groups' }),
    application,
    current: 'users-and-groups',
    notice: notices[visit.query.get('done') ?? ''],
    data: {
      rows,
      add: pageOf(application, 'users-and-groups/add'),
      remove: pageOf(application, 'users-and-groups/remove'),
    },
  };
};

function rolesIn(application: Application): [string, string][] {
  const roles = new Set(application.assignments.flatMap(({ role }) => (role === undefined ? [] : [role])));
  return [['', 'Default Access'], ...[...roles].map((role): [string, string] => [role, role])];
}

function addPage(
  application: Application,
  tenant: Tenant,
  picked: string[],
  role: string,
  mistakes: Mistake[],
): AdminReply {
  const chosen = principalsOf(tenant).filter(({ id }) => picked.includes(id));
  const query = new URLSearchParams(chosen.map(({ id }) => ['principal', id]));
  const field = fieldsOf({ role: '', newRole: role }, mistakes);
  return {
    kind: 'page',
    view: 'add-assignment',
    title: 'Add Assignment',
    crumbs: applicationCrumbs(application, listCrumb(application), { label: 'Add Assignment' }),
    application,
    current: 'users-and-groups',
    mistakes,
    data: {
      chosen,
      action: pageOf(application, 'users-and-groups/add'),
      select: `${pageOf(application, 'users-and-groups/add/select')}?${query.toString()}`,
      role: field('role', 'Select a role', { choices: rolesIn(application) }),
      newRole: field('newRole', 'Or a role of another name', {
        hint: 'The value that a claim with the source user.assignedroles carries. Leave empty for the one above.',
      }),
      principalError: mistakes.find(({ field: name }) => name === 'principal')?.message,
    },
  };
}

export const addAssignment: Page = (visit) =>
  addPage(applicationIn(visit), visit.idp.tenant, visit.query.getAll('principal'), '', []);

export const pickPrincipals: Page = (visit) => {
  const application = applicationIn(visit);
  const picked = visit.query.getAll('principal');
  const q = visit.query.get('q')?.trim().toLowerCase() ?? '';
  const assigned = new Set(application.assignments.map(({ principalId }) => principalId));
  const choices = principalsOf(visit.idp.tenant)
    .filter(({ id, name, detail }) => picked.includes(id) || `${name} ${detail}`.toLowerCase().includes(q))
    .map((one) => ({ ...one, picked: picked.includes(one.id), assigned: assigned.has(one.id) }));
  return {
    kind: 'page',
    view: 'pick-principals',
    title: 'Users and groups',
    crumbs: applicationCrumbs(
      application,
      listCrumb(application),
      { label: 'Add Assignment', href: pageOf(application, 'users-and-groups/add') },
      { label: 'Users and groups' },
    ),
    application,
    current: 'users-and-groups',
    data: {
      q,
      users: choices.filter(({ kind }) => kind === 'User'),
      groups: choices.filter(({ kind }) => kind === 'Group'),
      action: pageOf(application, 'users-and-groups/add'),
      search: pageOf(application, 'users-and-groups/add/select'),
    },
  };
};

export const assign: Page = (visit) => {
  const application = applicationIn(visit);
  const { idp, form } = visit;
  const known = new Set(principalsOf(idp.tenant).map(({ id }) => id));
  const picked = form.all('principal').filter((id) => known.has(id));
  const role = form.text('newRole') || form.text('role');
  const mistakes: Mistake[] = [];
  if (picked.length === 0) mistakes.push({ field: 'principal', message: 'Select at least one user or group.' });
  if (/[\s%]/.test(role)) {
    mistakes.push({ field: 'newRole', message: 'A role’s value may hold neither spaces nor percent signs.' });
  }
  if (mistakes.length > 0) return addPage(application, idp.tenant, picked, role, mistakes);
  const others = application.assignments.filter(({ principalId }) => !picked.includes(principalId));
  const added = picked.map((principalId) => ({ principalId, ...(role === '' ? {} : { role }) }));
  changeApplication(idp, { ...application, assignments: [...others, ...added] });
  return { kind: 'redirect', location: `${pageOf(application, 'users-and-groups')}?done=assigned` };
};

export const removeAssignment: Page = (visit) => {
  const application = applicationIn(visit);
  const gone = visit.form.text('principal');
  const left = application.assignments.filter(({ principalId }) => principalId !== gone);
  changeApplication(visit.idp, { ...application, assignments: left });
  return { kind: 'redirect', location: `${pageOf(application, 'users-and-groups')}?done=removed` };
};
