/** Which directory a request is for: several tenants in one process, each with its own issuer, keys, applications and users. */

import { answersTo, findApplication } from '../tenant/directory.ts';
import type { Tenant } from '../tenant/model.ts';
import { AadstsError } from '../protocol/errors.ts';
import type { KeyName } from '../protocol/types.ts';
import type { Idp } from './idp.ts';

/** The same IdP seen from one of its tenants. The first tenant's signing key is `idp`; the others have one each. */
export function inTenant(idp: Idp, tenant: Tenant): Idp {
  if (tenant === idp.tenant) return idp;
  const keyring = (name: KeyName) => (name === 'idp' ? idp.keys(`tenant-${tenant.id}`) : idp.keyring(name));
  return { ...idp, tenant, keyring };
}

/** The tenant with this id, if this process has it. */
export function tenantById(idp: Idp, id: string): Idp | undefined {
  const tenant = idp.tenants.find((one) => one.id === id.toLowerCase());
  return tenant === undefined ? undefined : inTenant(idp, tenant);
}

/**
 * By the tenant segment of an address: a GUID, a domain, or `common`, which is the tenant that knows the issuer, else the first.
 * @throws AadstsError 90002
 */
export function tenantOf(idp: Idp, segment: string, issuer?: string): Idp {
  const answering = idp.tenants.filter((tenant) => answersTo(tenant, segment));
  const knowing = issuer === undefined ? undefined : answering.find((one) => findApplication(one, issuer));
  const tenant = knowing ?? answering[0];
  if (tenant !== undefined) return inTenant(idp, tenant);
  const known = idp.tenants.map(({ id }) => `'${id}'`).join(', ');
  throw new AadstsError('90002', `There is no tenant '${segment}'; there is ${known}.`);
}
