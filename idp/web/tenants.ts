/** Which directory a request is for: several tenants in one process, each with its own issuer, keys, applications and users. */

import { answersTo, findApplication, tenantNamed } from '../tenant/directory.ts';
import type { Tenant } from '../tenant/model.ts';
import { AadstsError } from '../protocol/errors.ts';
import type { Keyring } from '../protocol/types.ts';
import type { Idp } from './idp.ts';

type Keys = Pick<Idp, 'tenants' | 'processKeyring' | 'keys'>;

/** The key ring of a tenant. The first tenant's signing key is `idp`; the others have one each. */
export function tenantKeyring({ tenants, processKeyring, keys }: Keys, tenant: Tenant): Keyring {
  if (tenant === tenants[0]) return processKeyring;
  return (name) => (name === 'idp' ? keys(`tenant-${tenant.id}`) : processKeyring(name));
}

/** The same IdP seen from one of its tenants. */
export function inTenant(idp: Idp, tenant: Tenant): Idp {
  return tenant === idp.tenant ? idp : { ...idp, tenant, keyring: tenantKeyring(idp, tenant) };
}

/** The tenant with this id or domain, if this process has it. */
export function tenantById(idp: Idp, name: string): Idp | undefined {
  const tenant = tenantNamed(idp.tenants, name);
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
