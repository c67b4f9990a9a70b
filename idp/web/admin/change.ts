/** Changes the directory: everything or nothing, in memory and on disk. */

import type { Application, Tenant } from '../../tenant/model.ts';
import type { Idp } from '../idp.ts';

/** Puts new lists into the tenant and keeps it; when it cannot be kept, everything is as before. @throws TenantError */
export function changeTenant(idp: Idp, change: Partial<Pick<Tenant, 'users' | 'applications' | 'groups'>>): void {
  const { users, applications, groups } = idp.tenant;
  Object.assign(idp.tenant, change);
  try {
    idp.save();
  } catch (error) {
    Object.assign(idp.tenant, { users, applications, groups });
    throw error;
  }
}

/** Replaces one application by its next state. @throws TenantError */
export function changeApplication(idp: Idp, next: Application): void {
  const applications = idp.tenant.applications.map((one) => (one.appId === next.appId ? next : one));
  changeTenant(idp, { applications });
}

/** The object without some of its properties, for optional ones that are emptied. */
export function without<T extends object, K extends keyof T>(object: T, ...keys: K[]): Omit<T, K> {
  const copy = { ...object };
  for (const key of keys) delete copy[key];
  return copy;
}
