/** The entries of tenant.yaml as the model has them: names become ids, defaults are filled in, and names that lead nowhere are mistakes. */

import { policyMistakes } from './conditional-access.ts';
import { guidFrom } from './deterministic-id.ts';
import { newUser } from './directory.ts';
import type { Application, Assignment, Group, Tenant, User } from './model.ts';
import { groupId, singleSignOnOf, type CheckClaims, type SingleSignOnSpec } from './single-sign-on.ts';
import type { FileMistake } from './tenant-file-schema.ts';

type FileUser = Partial<User> & Pick<User, 'userPrincipalName'>;
type FileGroup = Partial<Group> & Pick<Group, 'displayName'>;
interface FileAssignment {
  user?: string;
  group?: string;
  role?: string;
}
type FileApplication = Pick<Application, 'displayName' | 'identifiers' | 'replyUrls'> &
  Partial<Omit<Application, 'assignments' | 'nameId'>> &
  SingleSignOnSpec & { assignments?: FileAssignment[] };

/** What the file says about one directory. */
export interface TenantEntries {
  tenant?: Partial<Pick<Tenant, 'id' | 'displayName' | 'domains' | 'country' | 'federatedDomains' | 'switches'>>;
  users?: FileUser[];
  groups?: FileGroup[];
  applications?: FileApplication[];
}

/** What the file holds, once its shape is right. */
export interface TenantFile extends TenantEntries {
  schemaVersion: 1;
  /** Directories beside the first one. */
  tenants?: (TenantEntries & { tenant: Pick<Tenant, 'displayName' | 'domains'> })[];
}

/** Collects mistakes while entries are made. */
export type Note = (mistake: FileMistake) => void;

export const sameName = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** The groups of the file; `memberOf` still holds what was written. @param part what ids of this directory are told from others by */
export function groupsOfFile({ groups = [] }: TenantEntries, known: Group[], part: string): Group[] {
  return groups.map(({ memberOf = [], ...group }): Group => {
    const before = known.find(({ displayName }) => displayName === group.displayName);
    const id = group.id ?? before?.id ?? guidFrom(`group:${part}${group.displayName}`);
    return { securityEnabled: true, ...group, id, memberOf };
  });
}

/** Ids of groups that are called by id or display name; a name that leads nowhere is noted. */
export function groupIds(names: string[] = [], groups: Group[], path: string, note: Note): string[] {
  return names.map((name, index) => {
    const id = groupId(groups, name);
    if (!groups.some((group) => group.id === id)) {
      note({ path: `${path}[${index}]`, message: `there is no group «${name}»` });
    }
    return id;
  });
}

/** Source attributes are looked up in lower case; directory extensions keep theirs. */
function attributesByEntraName({ attributes = {} }: FileUser): User['attributes'] {
  const named = Object.entries(attributes).map(([name, value]) => [
    name.startsWith('extension_') ? name : name.toLowerCase(),
    value,
  ]);
  return Object.fromEntries(named) as User['attributes'];
}

/** The users of the file, with everything that follows from their name where the file is silent. */
export function usersOfFile({ users = [] }: TenantEntries, groups: Group[], note: Note): User[] {
  return users.map((user, index) =>
    newUser(user.userPrincipalName, {
      ...user,
      attributes: attributesByEntraName(user),
      groups: groupIds(user.groups, groups, `users[${index}].groups`, note),
    }),
  );
}

function assignmentOf({ user, group, role }: FileAssignment, tenant: Tenant): Assignment | string {
  if ((user === undefined) === (group === undefined)) return 'expected either a user or a group';
  const found =
    user === undefined
      ? tenant.groups.find(({ id }) => id === groupId(tenant.groups, group ?? ''))
      : tenant.users.find(({ userPrincipalName }) => sameName(userPrincipalName, user));
  if (found === undefined) {
    return `there is no ${user === undefined ? `group «${group}»` : `user «${user}»`} in the directory`;
  }
  return { principalId: found.id, ...(role === undefined ? {} : { role }) };
}

function applicationOf(given: FileApplication, assignments: Assignment[], tenant: Tenant, part: string): Application {
  const { defaults: _, encryption: __, nameId: ___, ...rest } = given;
  const known = tenant.applications.find(({ identifiers }) =>
    identifiers.some((one) => given.identifiers.includes(one)),
  );
  return {
    appId: known?.appId ?? guidFrom(`application:${part}${given.identifiers[0]}`),
    enabled: true,
    assignmentRequired: true,
    tokenLifetimeMinutes: 60,
    ...rest,
    ...singleSignOnOf(given, tenant.groups),
    assignments,
  };
}

/** Identifiers are unique in a tenant (documented). */
function noteTakenIdentifiers(applications: FileApplication[], note: Note): void {
  const owners = new Map<string, number>();
  for (const [index, { identifiers }] of applications.entries()) {
    for (const [position, identifier] of identifiers.entries()) {
      const owner = owners.get(identifier) ?? index;
      owners.set(identifier, owner);
      if (owner === index) continue;
      const path = `applications[${index}].identifiers[${position}]`;
      const message = `«${identifier}» is already the identifier of applications[${owner}]; end one of them in «#2» to have both`;
      note({ path, message });
    }
  }
}

/** The applications of the file in a tenant whose users and groups are complete. */
export function applicationsOfFile(
  { applications = [] }: TenantEntries,
  tenant: Tenant,
  part: string,
  checkClaims: CheckClaims,
  note: Note,
): Application[] {
  noteTakenIdentifiers(applications, note);
  return applications.map((given, index) => {
    const path = `applications[${index}]`;
    const assignments = (given.assignments ?? []).flatMap((one, position) => {
      const assignment = assignmentOf(one, tenant);
      if (typeof assignment !== 'string') return [assignment];
      note({ path: `${path}.assignments[${position}]`, message: assignment });
      return [];
    });
    const application = applicationOf(given, assignments, tenant, part);
    const unsound = [...checkClaims(application, tenant), ...policyMistakes(application.conditionalAccess, tenant)];
    for (const mistake of unsound) note({ ...mistake, path: `${path}.${mistake.path}` });
    return application;
  });
}
