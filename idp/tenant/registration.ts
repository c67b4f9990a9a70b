/** Turns what a target profile says into an application registration of the tenant. */

import { guidFrom } from './deterministic-id.ts';
import { ensureUser, findApplication } from './directory.ts';
import { TenantError } from './errors.ts';
import type {
  Application,
  ClaimRule,
  LogoutSettings,
  NameIdFormatName,
  SignatureAlgorithm,
  SigningOption,
  Tenant,
} from './model.ts';

/** One application as a target profile describes it. */
export interface RegistrationSpec {
  name: string;
  /** Identifier of the service provider; unique in the tenant. */
  entityId: string;
  /** Reply URLs; the first is the default one. */
  acsUrls: string[];
  logoutUrl?: string;
  signOnUrl?: string;
  relayState?: string;
  idp?: {
    nameId?: { source?: string; format?: NameIdFormatName };
    claims?: ClaimRule[];
    /** False drops Entra's default claims. */
    defaults?: boolean;
    signing?: SigningOption;
    signatureAlgorithm?: SignatureAlgorithm;
    encryption?: 'on' | 'off';
    /** Overrides the audience; otherwise an entity id that is no URI is sent with the prefix `spn:`, as Entra does. */
    audience?: string;
    logout?: LogoutSettings;
  };
  /** PEM; needed when encryption is on. */
  encryptionCertificate?: string;
  /** PEM; what deviations may know about the SP's own signing. */
  signingCertificate?: string;
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
  return mistakes;
}

/**
 * Adds the application to the tenant (changed in place), or updates the one that has this identifier.
 * Its application id follows from the identifier, so metadata URLs stay the same.
 * @throws TenantError `registration-invalid` with every mistake
 */
export function registerTarget(tenant: Tenant, spec: RegistrationSpec): Application {
  const mistakes = mistakesOf(spec);
  if (mistakes.length > 0) {
    throw new TenantError('registration-invalid', `Application «${spec.name}»: ${mistakes.join('; ')}.`);
  }
  const known = findApplication(tenant, spec.entityId);
  const named = [...spec.users, spec.subject, spec.victim].filter((name) => name !== undefined);
  const principals = [...new Set(named.map((name) => ensureUser(tenant, name).id))];
  const logout = spec.idp?.logout ?? known?.logout;
  const application: Application = {
    appId: known?.appId ?? guidFrom(`application:${spec.entityId}`),
    displayName: spec.name,
    identifiers: known?.identifiers ?? [spec.entityId],
    replyUrls: [...spec.acsUrls],
    ...(spec.signOnUrl === undefined ? {} : { signOnUrl: spec.signOnUrl }),
    ...(spec.idp?.audience === undefined ? {} : { audience: spec.idp.audience }),
    ...(spec.relayState === undefined ? {} : { relayState: spec.relayState }),
    ...(spec.logoutUrl === undefined ? {} : { logoutUrl: spec.logoutUrl }),
    ...(logout === undefined ? {} : { logout }),
    enabled: known?.enabled ?? true,
    assignmentRequired: true,
    assignments: principals.map(
      (principalId) => known?.assignments.find((one) => one.principalId === principalId) ?? { principalId },
    ),
    nameId: {
      source: spec.idp?.nameId?.source ?? 'user.userprincipalname',
      format: spec.idp?.nameId?.format ?? 'default',
    },
    basicClaims: spec.idp?.defaults ?? true,
    claims: spec.idp?.claims ?? [],
    signing: spec.idp?.signing ?? 'assertion',
    signatureAlgorithm: spec.idp?.signatureAlgorithm ?? 'rsa-sha256',
    ...(spec.idp?.encryption === 'on' && spec.encryptionCertificate !== undefined
      ? { encryptionCertificate: spec.encryptionCertificate }
      : {}),
    tokenLifetimeMinutes: known?.tokenLifetimeMinutes ?? 60,
  };
  const others = tenant.applications.filter((one) => one !== known);
  tenant.applications = [...others, application];
  return application;
}
