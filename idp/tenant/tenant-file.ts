/** tenant.yaml of the state folder: directories with users, groups and applications written by people, laid over what the state remembers. */

import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { TenantError } from './errors.ts';
import type { Tenant } from './model.ts';
import type { CheckClaims } from './single-sign-on.ts';
import { newTenant, tenantNamed } from './directory.ts';
import {
  applicationsOfFile,
  groupIds,
  groupsOfFile,
  sameName,
  usersOfFile,
  type Note,
  type TenantEntries,
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

/** All directories of a process; the first one is where there is always one. */
export type Tenants = [Tenant, ...Tenant[]];

interface Overlay {
  checkClaims: CheckClaims;
  note: Note;
  /** What ids that follow from names are told from those of other directories by; empty for the first one. */
  part: string;
}

function overlaid(remembered: Tenant, entries: TenantEntries, { checkClaims, note, part }: Overlay): Tenant {
  const base = withoutDeclared(remembered);
  const written = groupsOfFile(entries, base.groups, part);
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
  const givenUsers = usersOfFile(entries, groups, note);
  const users = laidOver(base.users, givenUsers, (left, right) =>
    sameName(left.userPrincipalName, right.userPrincipalName),
  );
  const tenant: Tenant = { ...base, ...entries.tenant, users, groups };
  const known = { ...tenant, applications: remembered.applications };
  const given = applicationsOfFile(entries, known, part, checkClaims, note);
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

/** Ids and domains lead to one directory only. */
function noteShared(tenants: Tenant[], pathOf: (tenant: Tenant) => string, note: Note): void {
  const owners = new Map<string, Tenant>();
  for (const tenant of tenants) {
    for (const name of [tenant.id, ...tenant.domains].map((one) => one.toLowerCase())) {
      const owner = owners.get(name) ?? tenant;
      owners.set(name, owner);
      if (owner === tenant) continue;
      const message = `«${name}» belongs to the directory «${owner.displayName}» already; a domain leads to one only`;
      note({ path: pathOf(tenant), message });
    }
  }
}

/**
 * The directories with the file laid over them; the given ones stay as they are. One that an earlier file declared and this
 * one does not is gone.
 * @param at which of them the top level of the file is about; the others stand in its list `tenants`
 * @throws TenantError `tenant-file-invalid` with every mistake and its path
 */
export function withTenantFiles(remembered: Tenants, text: string, checkClaims: CheckClaims, at = 0): Tenants {
  const { tenants: others = [], ...own } = parsed(text);
  const mistakes: FileMistake[] = [];
  const noteBelow =
    (prefix: string): Note =>
    ({ path, message }) =>
      void mistakes.push({ path: `${prefix}${path}`, message });
  const overlayAt = (index: number, tenant: Tenant, prefix = ''): Overlay => ({
    checkClaims,
    note: noteBelow(prefix),
    part: index === 0 ? '' : `${tenant.id}:`,
  });
  const [first, ...further] = remembered;
  const all: Tenants = [first, ...further.filter(({ id, declared = [] }) => !declared.includes(id))];
  const main = remembered[at] ?? first;
  const place = Math.max(0, all.indexOf(main));
  all[place] = overlaid(main, own, overlayAt(place, main));
  const paths = new Map<Tenant, string>();
  for (const [position, entries] of others.entries()) {
    const path = `tenants[${position}]`;
    const named = newTenant(entries.tenant);
    const known = [named.id, ...named.domains].flatMap((name) => tenantNamed(remembered, name) ?? [])[0];
    if (known === first || known === main) {
      noteBelow(path)({ path: '.tenant', message: 'is the directory that the top level of the file is about' });
      continue;
    }
    const found = known === undefined ? -1 : all.indexOf(known);
    const index = found < 0 ? all.length : found;
    const declaredBefore = known !== undefined && found < 0;
    const laid = overlaid(known ?? named, entries, overlayAt(index, known ?? named, `${path}.`));
    // A directory that only the file made goes with it; one that was there before stays.
    const ofFile = known === undefined || declaredBefore;
    all[index] = ofFile ? { ...laid, declared: [...(laid.declared ?? []), laid.id] } : laid;
    paths.set(all[index], `${path}.tenant.domains`);
  }
  noteShared(all, (tenant) => paths.get(tenant) ?? 'tenant.domains', noteBelow(''));
  refuse(mistakes);
  return all;
}

/** The first directory alone with the file laid over it. @throws TenantError `tenant-file-invalid` */
export function withTenantFile(remembered: Tenant, text: string, checkClaims: CheckClaims): Tenant {
  return withTenantFiles([remembered], text, checkClaims)[0];
}
