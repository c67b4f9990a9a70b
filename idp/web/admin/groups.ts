/** Groups of the directory: all of them, a new one, one of them with its members. */

import type { Group, Tenant } from '../../tenant/model.ts';
import type { Idp } from '../idp.ts';
import { changeTenant, without } from './change.ts';
import { fieldsOf } from './fields.ts';
import { NotThere, ROOT, type AdminReply, type Crumb, type Mistake, type Page } from './reply.ts';

const ALL = `${ROOT}/groups/all`;
const allGroups: Crumb = { label: 'All groups', href: ALL };

/** Address of one of a group's pages. */
export const groupPage = ({ id }: Pick<Group, 'id'>, page = ''): string => `${ROOT}/groups/${id}${page}`;

interface Member {
  id: string;
  kind: 'User' | 'Group';
  name: string;
}

/** Direct members, users first. */
function membersOf({ users, groups }: Pick<Tenant, 'users' | 'groups'>, { id }: Pick<Group, 'id'>): Member[] {
  const people = users
    .filter((user) => user.groups.includes(id))
    .map((user): Member => ({ id: user.id, kind: 'User', name: user.displayName ?? user.userPrincipalName }));
  const nested = groups
    .filter(({ memberOf }) => memberOf.includes(id))
    .map((one): Member => ({ id: one.id, kind: 'Group', name: one.displayName }));
  return [...people, ...nested];
}

/** What a group that comes from a directory on the premises is called there. */
const onPremises: [name: keyof Group, label: string][] = [
  ['onPremisesSamAccountName', 'On-premises sAMAccountName'],
  ['onPremisesNetBiosName', 'On-premises NetBIOS name'],
  ['onPremisesDomainName', 'On-premises domain name'],
  ['onPremisesSecurityIdentifier', 'On-premises security identifier'],
];
const names = ['groupType', 'displayName', ...onPremises.map(([name]) => name)];

const types: [string, string][] = [
  ['security', 'Security'],
  ['microsoft365', 'Microsoft 365'],
];

const typeOf = ({ securityEnabled }: Group): string => (securityEnabled ? 'Security' : 'Microsoft 365');
const sourceOf = (group: Group): string =>
  group.onPremisesSecurityIdentifier === undefined && group.onPremisesSamAccountName === undefined
    ? 'Cloud'
    : 'Windows Server AD';

export const groups: Page = ({ idp, query }) => {
  const q = query.get('q')?.trim() ?? '';
  const rows = idp.tenant.groups
    .filter(({ displayName }) => displayName.toLowerCase().includes(q.toLowerCase()))
    .map((group) => ({
      ...group,
      href: groupPage(group),
      type: typeOf(group),
      source: sourceOf(group),
      members: membersOf(idp.tenant, group).length,
    }));
  return {
    kind: 'page',
    view: 'groups',
    title: 'All groups',
    crumbs: [
      { label: 'Identity', href: `${ROOT}/identity` },
      { label: 'Groups', href: `${ROOT}/groups` },
      { label: 'All groups' },
    ],
    current: 'all-groups',
    notice: query.get('done') === 'deleted' ? 'The group was deleted.' : undefined,
    data: { q, rows, all: idp.tenant.groups.length },
  };
};

function propertyFields(values: Record<string, string>, mistakes: Mistake[]) {
  const field = fieldsOf(values, mistakes);
  return [
    field('groupType', 'Group type', { choices: types, hint: 'Only security groups are sent as «Security groups».' }),
    field('displayName', 'Group name', { required: true }),
    ...onPremises.map(([name, label]) => field(name, label)),
  ];
}

function newPage(values: Record<string, string>, mistakes: Mistake[]): AdminReply {
  return {
    kind: 'page',
    view: 'form',
    title: 'New group',
    crumbs: [allGroups, { label: 'New group' }],
    current: 'all-groups',
    mistakes,
    data: { back: ALL, fields: propertyFields(values, mistakes) },
  };
}

export const newGroupPage: Page = () => newPage({ groupType: 'security' }, []);

function mistakesIn({ groups: known }: Tenant, { displayName = '' }: Record<string, string>, own?: Group): Mistake[] {
  if (displayName === '') return [{ field: 'displayName', message: 'Enter a name for the group.' }];
  const taken = known.some((one) => one !== own && one.displayName.toLowerCase() === displayName.toLowerCase());
  // Entra allows namesakes; the files of the harness call groups by their names.
  return taken ? [{ field: 'displayName', message: `There is a group «${displayName}» already.` }] : [];
}

/** Nothing entered means no value. */
function filled(group: Group, values: Record<string, string>): Group {
  const given = onPremises.map(([name]) => [name, values[name] ?? '']).filter(([, value]) => value !== '');
  return {
    ...without(
      group,
      'onPremisesSamAccountName',
      'onPremisesNetBiosName',
      'onPremisesDomainName',
      'onPremisesSecurityIdentifier',
    ),
    displayName: values['displayName'] ?? group.displayName,
    securityEnabled: values['groupType'] !== 'microsoft365',
    ...(Object.fromEntries(given) as Partial<Group>),
  };
}

export const createGroup: Page = ({ idp, form }) => {
  const values = Object.fromEntries(names.map((name) => [name, form.text(name)]));
  const mistakes = mistakesIn(idp.tenant, values);
  if (mistakes.length > 0) return newPage(values, mistakes);
  const group = filled({ id: idp.newGuid(), displayName: '', securityEnabled: true, memberOf: [] }, values);
  changeTenant(idp, { groups: [...idp.tenant.groups, group] });
  return { kind: 'redirect', location: `${groupPage(group)}?done=created` };
};

/** The group of the address. @throws NotThere */
export function groupIn(idp: Idp, params: Record<string, string>): Group {
  const found = idp.tenant.groups.find(({ id }) => id === params['groupId']);
  if (found === undefined) throw new NotThere('There is no such group in this directory; it may have been deleted.');
  return found;
}

const notices: Record<string, string> = {
  created: 'The group was created. Add members next.',
  saved: 'Saved.',
  added: 'The member was added.',
  removed: 'The member was removed.',
};

/** The page of one group. @param values what was typed, else the group as it is */
export function groupOverview(
  { tenant }: Idp,
  group: Group,
  mistakes: Mistake[] = [],
  values?: Record<string, string>,
  done?: string | null,
): AdminReply {
  const members = membersOf(tenant, group);
  const saved = {
    ...(group as unknown as Record<string, string>),
    groupType: group.securityEnabled ? 'security' : 'microsoft365',
  };
  const known = new Set([group.id, ...members.map(({ id }) => id)]);
  const candidates: Member[] = [
    ...tenant.users.map(({ id, userPrincipalName }) => ({ id, kind: 'User' as const, name: userPrincipalName })),
    ...tenant.groups.map(({ id, displayName }) => ({ id, kind: 'Group' as const, name: displayName })),
  ];
  return {
    kind: 'page',
    view: 'group',
    title: group.displayName,
    crumbs: [allGroups, { label: group.displayName }],
    current: 'all-groups',
    mistakes,
    notice: notices[done ?? ''],
    data: {
      group,
      type: typeOf(group),
      source: sourceOf(group),
      parents: tenant.groups.filter(({ id }) => group.memberOf.includes(id)).map(({ displayName }) => displayName),
      members,
      fields: propertyFields(values ?? saved, mistakes),
      member: fieldsOf({}, mistakes)('member', 'Member', {
        choices: candidates.filter(({ id }) => !known.has(id)).map(({ id, kind, name }) => [id, `${name} (${kind})`]),
      }),
      at: { save: groupPage(group), members: groupPage(group, '/members'), remove: groupPage(group, '/delete') },
    },
  };
}

export const group: Page = ({ idp, params, query }) =>
  groupOverview(idp, groupIn(idp, params), [], undefined, query.get('done'));

export const saveGroup: Page = ({ idp, params, form }) => {
  const known = groupIn(idp, params);
  const values = Object.fromEntries(names.map((name) => [name, form.text(name)]));
  const mistakes = mistakesIn(idp.tenant, values, known);
  if (mistakes.length > 0) return groupOverview(idp, known, mistakes, values);
  const next = filled(known, values);
  changeTenant(idp, { groups: idp.tenant.groups.map((one) => (one === known ? next : one)) });
  return { kind: 'redirect', location: `${groupPage(known)}?done=saved` };
};
