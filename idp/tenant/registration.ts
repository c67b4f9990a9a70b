/** Turns what a target profile says into an application registration of the tenant. */

import { policyMistakes } from './conditional-access.ts';
import { DEFAULT_TENANT_ID } from './default-tenant.ts';
import { guidFrom } from './deterministic-id.ts';
import { ensureUser, findApplication, tenantNamed } from './directory.ts';
import { TenantError } from './errors.ts';
import type { Application, Tenant } from './model.ts';
import { switchMistakes } from './switches.ts';
import { singleSignOnOf, type CheckClaims, type SingleSignOnSpec } from './single-sign-on.ts';

/** One application as a target profile describes it. */
export interface RegistrationSpec {
  name: string;
  /** Id or domain of the directory that gets the application; default the first. */
  tenant?: string;
  /** Identifier of the service provider; unique in the tenant. */
  entityId: string;
  /** Reply URLs; the first is the default one. */
  acsUrls: string[];
  logoutUrl?: string;
  signOnUrl?: string;
  relayState?: string;
  idp?: SingleSignOnSpec;
  /** PEM; needed when encryption is on. */
  encryptionCertificate?: string;
  /** PEM; what deviations may know about the SP's own signing. */
  signingCertificate?: string;
  /** PEM; every certificate that messages of the SP may be signed with. Default `signingCertificate` alone. */
  signingCertificates?: string[];
  /** Private key of that certificate, PEM; used by one deviation and kept in memory only. */
  signingKey?: string;
  /** All certificates that assertions may be encrypted to, PEM, the preferred one first. */
  encryptionCertificates?: string[];
  /** Names of signing keys whose certificates the metadata holds beside the active one. */
  publishedKeys?: string[];
  /** User principal names of the people assigned to the application; unknown ones are added to the directory. */
  users: string[];
  /** Who signs in honestly; default the first of `users`. */
  subject?: string;
  /** Who forged messages name; default the second of `users`. */
  victim?: string;
  /** What the SP is configured to tolerate, seconds; default 180. */
  clockSkewSeconds?: number;
}

function mistakesOf(spec: RegistrationSpec): string[] {
  const mistakes: string[] = [];
  if (spec.entityId === '') mistakes.push('entityId is empty; expected the identifier of the service provider');
  if (spec.acsUrls.length === 0) mistakes.push('acsUrls is empty; expected at least one reply URL');
  for (const url of spec.acsUrls) {
    if (!URL.canParse(url)) mistakes.push(`acsUrls holds «${url}»; expected an absolute URL`);
  }
  if (spec.idp?.encryption === 'on' && spec.encryptionCertificate === undefined) {
    mistakes.push('encryption is on but there is no encryption certificate; give the SP metadata that holds one');
  }
  return [...mistakes, ...switchMistakes({ ...spec.idp?.switches }).map((one) => `idp.switches.${one}`)];
}

function refuse(name: string, mistakes: string[]): void {
  if (mistakes.length === 0) return;
  throw new TenantError('registration-invalid', `Application «${name}»: ${mistakes.join('; ')}.`);
}

/** What a profile does not say and an administrator may have set. */
function keptOf(known: Application | undefined): Partial<Application> {
  const { certificates, notificationEmails, encryptionCertificates } = known ?? {};
  return {
    ...(certificates === undefined ? {} : { certificates }),
    ...(notificationEmails === undefined ? {} : { notificationEmails }),
    ...(encryptionCertificates === undefined ? {} : { encryptionCertificates }),
  };
}

/**
 * The SP is to see its own entity id as the audience, whatever it looks like. Signed requests that are required without
 * certificates are verified with the SP's own.
 */
function requestsOf(
  { idp, signingCertificate }: RegistrationSpec,
  known: Application | undefined,
): Partial<Application> {
  const verification = idp?.verification ?? known?.verification;
  const certificates = verification?.certificates ?? (signingCertificate === undefined ? [] : [signingCertificate]);
  return {
    switches: { audiencePrefix: 'none', ...known?.switches, ...idp?.switches },
    ...(verification === undefined ? {} : { verification: { ...verification, certificates } }),
  };
}

/** The directory that a registration names; undefined where it names none. @throws TenantError `registration-invalid` */
export function tenantOfSpec(
  tenants: Tenant[],
  { name, tenant }: Pick<RegistrationSpec, 'name' | 'tenant'>,
): Tenant | undefined {
  if (tenant === undefined) return undefined;
  const found = tenantNamed(tenants, tenant);
  if (found !== undefined) return found;
  const known = tenants.map(({ domains: [domain], id }) => domain ?? id).join(', ');
  throw new TenantError(
    'registration-invalid',
    `Application «${name}»: there is no directory «${tenant}» (tenant); there are: ${known}.`,
  );
}

/** Ids of the first tenant's applications do not change; those of others must differ from them. */
const tenantPart = ({ id }: Tenant): string => (id === DEFAULT_TENANT_ID ? '' : `${id}:`);

/**
 * Adds the application to the tenant (changed in place), or updates the one that has this identifier.
 * Its application id follows from the identifier, so metadata URLs stay the same.
 * @param checkClaims says what is wrong with the claims; without it they are taken as they are
 * @throws TenantError `registration-invalid` with every mistake
 */
export function registerTarget(tenant: Tenant, spec: RegistrationSpec, checkClaims?: CheckClaims): Application {
  refuse(spec.name, mistakesOf(spec));
  const known = findApplication(tenant, spec.entityId);
  const named = [...spec.users, spec.subject, spec.victim].filter((name) => name !== undefined);
  const principals = [...new Set(named.map((name) => ensureUser(tenant, name).id))];
  const application: Application = {
    appId: known?.appId ?? guidFrom(`application:${tenantPart(tenant)}${spec.entityId}`),
    displayName: spec.name,
    identifiers: known?.identifiers ?? [spec.entityId],
    replyUrls: [...spec.acsUrls],
    ...(spec.signOnUrl === undefined ? {} : { signOnUrl: spec.signOnUrl }),
    ...(spec.relayState === undefined ? {} : { relayState: spec.relayState }),
    ...(spec.logoutUrl === undefined ? {} : { logoutUrl: spec.logoutUrl }),
    enabled: known?.enabled ?? true,
    assignmentRequired: true,
    assignments: principals.map(
      (principalId) => known?.assignments.find((one) => one.principalId === principalId) ?? { principalId },
    ),
    ...keptOf(known),
    ...singleSignOnOf(spec.idp, tenant.groups),
    ...requestsOf(spec, known),
    ...(spec.idp?.encryption === 'on' && spec.encryptionCertificate !== undefined
      ? { encryptionCertificate: spec.encryptionCertificate }
      : {}),
    tokenLifetimeMinutes: known?.tokenLifetimeMinutes ?? 60,
    ...(spec.publishedKeys === undefined ? {} : { publishedKeys: [...spec.publishedKeys] }),
  };
  const unsound = [
    ...(checkClaims?.(application, tenant) ?? []),
    ...policyMistakes(application.conditionalAccess, tenant),
  ];
  refuse(
    spec.name,
    unsound.map(({ path, message }) => `idp.${path}: ${message}`),
  );
  const others = tenant.applications.filter((one) => one !== known);
  tenant.applications = [...others, application];
  return application;
}
