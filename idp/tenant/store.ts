/** The tenants of a state: read from it, or Contoso when it has none yet, with tenant.yaml laid over them. */

import { defaultTenant } from './default-tenant.ts';
import { TenantError } from './errors.ts';
import type { Tenant } from './model.ts';
import type { CheckClaims } from './single-sign-on.ts';
import type { State } from './state.ts';
import { TENANT_FILE, withTenantFiles, type Tenants } from './tenant-file.ts';

const FILE = 'tenant.json';
/** Tenants beside the first one. */
const FURTHER = 'further-tenants.json';

function isTenant(value: unknown): value is Tenant {
  const tenant = value as Partial<Tenant>;
  return (
    typeof tenant.id === 'string' &&
    [tenant.users, tenant.groups, tenant.applications, tenant.domains].every((list) => Array.isArray(list))
  );
}

function remembered(state: State): Tenant {
  const text = state.read(FILE);
  if (text === undefined) return defaultTenant();
  try {
    const tenant: unknown = JSON.parse(text);
    if (!isTenant(tenant)) throw new Error('a list is missing');
    return tenant;
  } catch (cause) {
    throw new TenantError(
      'state-damaged',
      `${state.folder ?? 'The state'}: ${FILE} holds no tenant. Restore it, or delete it to start with Contoso again.`,
      { cause },
    );
  }
}

/**
 * What the state remembers with its tenant.yaml laid over it, the first directory first.
 * @param given directories that replace the remembered ones of the same id
 * @param checkClaims says what is wrong with the claims of the file's applications
 * @throws TenantError `state-damaged` when what is stored is not readable, `tenant-file-invalid`
 */
export function loadTenants(state: State, given: Tenant[] = [], checkClaims: CheckClaims = () => []): Tenants {
  const tenants: Tenants = [remembered(state), ...furtherTenants(state, given)];
  const file = state.read(TENANT_FILE);
  return file === undefined ? tenants : withTenantFiles(tenants, file, checkClaims);
}

/** The first directory alone; see `loadTenants`. */
export function loadTenant(state: State, checkClaims?: CheckClaims): Tenant {
  return loadTenants(state, [], checkClaims)[0];
}

/** Keeps the tenant in the state. */
export function saveTenant(state: State, tenant: Tenant): void {
  state.write(FILE, `${JSON.stringify(tenant, null, 2)}\n`);
}

function furtherTenants(state: State, given: Tenant[]): Tenant[] {
  const text = state.read(FURTHER);
  let kept: unknown;
  try {
    kept = text === undefined ? [] : JSON.parse(text);
    if (!Array.isArray(kept) || !kept.every(isTenant)) throw new Error('one of them is no tenant');
  } catch (cause) {
    throw new TenantError('state-damaged', `${state.folder ?? 'The state'}: ${FURTHER} holds no tenants. Delete it.`, {
      cause,
    });
  }
  const ids = new Set(given.map(({ id }) => id));
  return [...kept.filter(({ id }) => !ids.has(id)), ...given];
}

/** Keeps all tenants in the state. */
export function saveTenants(state: State, [first, ...further]: Tenants): void {
  saveTenant(state, first);
  if (further.length > 0 || state.read(FURTHER) !== undefined)
    state.write(FURTHER, `${JSON.stringify(further, null, 2)}\n`);
}
