/** Configuration by the control endpoints: the tenant file's own names as JSON, and the signing certificates of an application. */

import { claimMistakes } from '../claims/mistakes.ts';
import {
  activateCertificate,
  addCertificate,
  importCertificate,
  removeCertificate,
  signingCertificateOf,
  thumbprintOf,
  validUntil,
} from '../tenant/certificates.ts';
import { findApplication } from '../tenant/directory.ts';
import { authorityKey } from '../tenant/keys.ts';
import type { Application, Tenant } from '../tenant/model.ts';
import { withTenantFiles } from '../tenant/tenant-file.ts';
import { without } from './admin/change.ts';
import { entityIdOf, ssoUrlOf } from '../protocol/metadata.ts';
import { ArmError } from './arm-spec.ts';
import type { Idp } from './idp.ts';
import { signingCertificates } from './signing-keys.ts';

/** The tenant as it is now; passwords are never told. */
export function tenantNow({ tenant }: Pick<Idp, 'tenant'>): object {
  const users = tenant.users.map(({ password, ...user }) => ({ ...user, hasPassword: password !== undefined }));
  return { ...tenant, users };
}

/**
 * Lays entries over the tenant as a tenant file would, and keeps them in the state.
 * @param json what `tenant.yaml` may hold
 * @throws TenantError `tenant-file-invalid` with every mistake and its path
 */
export function changeTenantBy(idp: Idp, json: unknown): object {
  const { tenants, tenant } = idp;
  const entries =
    typeof json === 'object' && json !== null && !Array.isArray(json) ? { schemaVersion: 1, ...json } : json;
  // What tenant.yaml declared stays its own; what is said here stays when that file goes.
  const undeclared = tenants.map((one) => without(one, 'declared')) as [Tenant, ...Tenant[]];
  const at = tenants.indexOf(tenant);
  const changed = withTenantFiles(undeclared, JSON.stringify(entries ?? null), claimMistakes, at);
  for (const [index, declaring] of changed.entries()) {
    const next: Tenant = without(declaring, 'declared');
    const known = tenants[index];
    if (known === undefined) tenants.push(next);
    else Object.assign(known, next);
  }
  idp.save();
  return tenantNow(idp);
}

/** Every directory of this process, the first one first. */
export function tenantsNow({ tenants, baseUrl }: Pick<Idp, 'tenants' | 'baseUrl'>): object {
  return {
    tenants: tenants.map((tenant) => ({
      id: tenant.id,
      displayName: tenant.displayName,
      domains: tenant.domains,
      entityId: entityIdOf(tenant),
      loginUrl: ssoUrlOf(tenant, baseUrl),
      applications: tenant.applications.flatMap(({ identifiers }) => identifiers),
    })),
  };
}

interface CertificateOrder {
  application: string;
  /** ISO day or instant. */
  expires?: string;
  issuedBy?: 'authority';
  /** Base64. */
  pfx?: string;
  password?: string;
  /** Thumbprints. */
  activate?: string;
  remove?: string;
}

const known = ['application', 'expires', 'issuedBy', 'pfx', 'password', 'activate', 'remove'];

function readOrder(json: unknown): CertificateOrder {
  const order = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const mistakes = Object.entries(order).flatMap(([name, value]) =>
    !known.includes(name)
      ? [`/${name}: unknown; allowed: ${known.join(', ')}`]
      : typeof value === 'string'
        ? []
        : [`/${name}: expected a text`],
  );
  if (order['application'] === undefined) mistakes.push('/application: is missing; expected an entity id');
  if (mistakes.length > 0) throw new ArmError(mistakes);
  return order as unknown as CertificateOrder;
}

function changed(idp: Idp, application: Application, order: CertificateOrder): Application {
  const shared = idp.keyring('idp').certificate;
  const now = idp.now();
  if (order.activate !== undefined) return activateCertificate(application, shared, order.activate);
  if (order.remove !== undefined) return removeCertificate(application, shared, order.remove);
  if (order.pfx !== undefined) {
    const file = Buffer.from(order.pfx, 'base64');
    return importCertificate(application, shared, idp.state, now, file, order.password ?? '');
  }
  return addCertificate(application, shared, idp.state, now, {
    ...(order.expires === undefined ? {} : { expires: new Date(order.expires) }),
    ...(order.issuedBy === 'authority' ? { authority: authorityKey(idp.state, idp.now) } : {}),
  });
}

/**
 * Makes, imports, activates or removes a signing certificate of an application.
 * @returns all of its certificates
 * @throws ArmError for a wrong order; TenantError `certificate-invalid`
 */
export function changeCertificates(idp: Idp, json: unknown): object {
  const order = readOrder(json);
  const application = findApplication(idp.tenant, order.application);
  if (application === undefined) throw new ArmError([`/application: no application «${order.application}»`]);
  Object.assign(application, changed(idp, application, order));
  idp.save();
  const all = signingCertificates(idp, application);
  const signing = signingCertificateOf(all, idp.now());
  return {
    certificates: all.map((one) => ({
      thumbprint: thumbprintOf(one.certificate),
      active: one.active,
      signs: one === signing,
      expires: validUntil(one.certificate).toISOString(),
      certificate: one.certificate,
    })),
  };
}
