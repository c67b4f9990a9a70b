/** tenant.yaml of the state folder: users, groups and applications written by people, laid over what the state remembers. */

import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { TenantError } from './errors.ts';
import type { Tenant } from './model.ts';
import type { CheckClaims } from './single-sign-on.ts';
import {
  applicationsOfFile,
  groupIds,
  groupsOfFile,
  sameName,
  usersOfFile,
  type TenantFile,
} from './tenant-file-entries.ts';
import { shapeMistakes, type FileMistake } from './tenant-file-schema.ts';

export const TENANT_FILE = 'tenant.yaml';

function refuse(mistakes: FileMistake[]): void {
  if (mistakes.length === 0) return;
  const lines = mistakes.map(({ path, message }) => `  ${path === '' ? '(whole file)' : path}: ${message}`);
  const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
  throw new TenantError('tenant-file-invalid', `${TENANT_FILE} has ${count}:\n${lines.join('\n')}`);
}

function parsed(text: string): TenantFile {
  // Loaded here: most IdPs have no such file, and should be ready without its reader.
  const { parseDocument } = createRequire(import.meta.url)('yaml') as typeof Yaml;
  const document = parseDocument(text, { uniqueKeys: true });
  refuse(document.errors.map(({ message }) => ({ path: '', message: message.split('\n')[0] ?? message })));
  const data: unknown = document.toJS({ maxAliasCount: 100 });
  refuse(shapeMistakes(data));
  return data as TenantFile;
}

/** What the file gives stands in for what was known under the same name; the rest of what was known stays. */
function laidOver<Item>(known: Item[], given: Item[], same: (left: Item, right: Item) => boolean): Item[] {
  return [...known.filter((one) => !given.some((other) => same(one, other))), ...given];
}

/** What the state remembers without what an earlier file declared: an entry that was taken out of the file is gone. */
function withoutDeclared(tenant: Tenant): Tenant {
  const declared = new Set(tenant.declared);
  return {
    ...tenant,
    users: tenant.users.filter(({ id }) => !declared.has(id)),
    groups: tenant.groups.filter(({ id }) => !declared.has(id)),
    applications: tenant.applications.filter(({ appId }) => !declared.has(appId)),
  };
}

/**
 * The tenant with the file laid over it; the given one stays as it is.
 * @throws TenantError `tenant-file-invalid` with every mistake and its path
 */
export function withTenantFile(remembered: Tenant, text: string, checkClaims: CheckClaims): Tenant {
  const file = parsed(text);
  const mistakes: FileMistake[] = [];
  const note = (mistake: FileMistake): void => void mistakes.push(mistake);
  const base = withoutDeclared(remembered);
  const written = groupsOfFile(file, base.groups);
  const all = laidOver(
    base.groups,
    written,
    (left, right) => left.id === right.id || left.displayName === right.displayName,
  );
  const groups = all.map((group) => {
    const index = written.indexOf(group);
    if (index < 0) return group;
    return { ...group, memberOf: groupIds(group.memberOf, all, `groups[${index}].memberOf`, note) };
  });
  const givenUsers = usersOfFile(file, groups, note);
  const users = laidOver(base.users, givenUsers, (left, right) =>
    sameName(left.userPrincipalName, right.userPrincipalName),
  );
  const tenant: Tenant = { ...base, ...file.tenant, users, groups };
  const given = applicationsOfFile(file, { ...tenant, applications: remembered.applications }, checkClaims, note);
  refuse(mistakes);
  return {
    ...tenant,
    applications: laidOver(
      base.applications,
      given,
      (left, right) => left.appId === right.appId || left.identifiers.some((one) => right.identifiers.includes(one)),
    ),
    declared: [...givenUsers, ...written].map(({ id }) => id).concat(given.map(({ appId }) => appId)),
  };
}
