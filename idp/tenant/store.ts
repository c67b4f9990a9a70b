/** The tenant of a state: read from it, or Contoso when it has none yet. */

import { defaultTenant } from './default-tenant.ts';
import { TenantError } from './errors.ts';
import type { Tenant } from './model.ts';
import type { State } from './state.ts';

const FILE = 'tenant.json';

/** @throws TenantError `state-damaged` when the stored tenant is not readable */
export function loadTenant(state: State): Tenant {
  const text = state.read(FILE);
  if (text === undefined) return defaultTenant();
  try {
    const tenant = JSON.parse(text) as Tenant;
    const lists = [tenant.users, tenant.groups, tenant.applications, tenant.domains];
    if (typeof tenant.id !== 'string' || !lists.every(Array.isArray)) throw new Error('a list is missing');
    return tenant;
  } catch (cause) {
    throw new TenantError(
      'state-damaged',
      `${state.folder ?? 'The state'}: ${FILE} holds no tenant. Restore it, or delete it to start with Contoso again.`,
      { cause },
    );
  }
}

/** Keeps the tenant in the state. */
export function saveTenant(state: State, tenant: Tenant): void {
  state.write(FILE, `${JSON.stringify(tenant, null, 2)}\n`);
}
