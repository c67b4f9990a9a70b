/** What an SP must be told about the IdP — metadata, certificate, URLs — without a server: keys are made if there are none. */

import { keyring, namedKeys } from './tenant/keys.ts';
import { registerTarget, tenantOfSpec, type RegistrationSpec } from './tenant/registration.ts';
import { TenantError } from './tenant/errors.ts';
import { openState, type State } from './tenant/state.ts';
import { claimMistakes } from './claims/mistakes.ts';
import { loadTenants } from './tenant/store.ts';
import { entityIdOf, ssoUrlOf } from './protocol/metadata.ts';
import { secondEntityId } from './protocol/second-idp.ts';
import type { KeyName } from './protocol/types.ts';
import { tenantKeyring } from './web/tenants.ts';
import { metadataOf, secondMetadataOf, type MetadataForm } from './web/metadata.ts';

export interface DescribeOptions {
  /** State folder. */
  state: string;
  /** What is advertised, without a trailing slash. */
  baseUrl: string;
  /** The application that asks; registered for this description only. */
  target?: RegistrationSpec;
  /** Describes the second identity provider as well, for service providers that are to trust two (`idp.second`). */
  second?: boolean;
  /** Names of signing keys whose certificates are wanted besides: `idpNext`, `rsa4096`, `expired`. */
  alsoKeys?: KeyName[];
  clock?: () => Date;
}

export interface IdpDescription {
  entityId: string;
  ssoUrl: string;
  /** The signing certificate, PEM. */
  certificate: string;
  /** Its DER, base64 without line breaks. */
  certificateBase64: string;
  metadata: (form: MetadataForm) => string;
  /** The certificates of `alsoKeys`, base64 without line breaks. */
  alsoCertificates: string[];
  /** The second identity provider; only when it was asked for. */
  second?: Pick<IdpDescription, 'entityId' | 'certificate' | 'certificateBase64' | 'metadata'>;
}

/** A running IdP holds the lock; its keys may be read all the same, as long as they exist. */
async function openOrLookAt(folder: string): Promise<State> {
  try {
    return await openState(folder);
  } catch (error) {
    if (error instanceof TenantError && error.code === 'state-locked') return openState(folder, { readOnly: true });
    throw error;
  }
}

/** @throws TenantError `state-unwritable`, `state-damaged`, `registration-invalid` */
export async function describeIdp(options: DescribeOptions): Promise<IdpDescription> {
  const { clock = () => new Date() } = options;
  const baseUrl = options.baseUrl.replace(/\/$/, '');
  const state = await openOrLookAt(options.state);
  try {
    const processKeyring = keyring(state, clock);
    const named = namedKeys(state, clock);
    const tenants = loadTenants(state, [], claimMistakes);
    const tenant = (options.target && tenantOfSpec(tenants, options.target)) ?? tenants[0];
    const keys = tenantKeyring({ tenants, processKeyring, keys: named }, tenant);
    const key = keys('idp');
    const second = options.second === true ? keys('second') : undefined;
    // Known from an earlier run or not: the profile as it is today decides which certificates are told.
    const application = options.target === undefined ? undefined : registerTarget(tenant, options.target);
    return {
      entityId: entityIdOf(tenant),
      ssoUrl: ssoUrlOf(tenant, baseUrl),
      certificate: key.certificate,
      certificateBase64: key.certificateBase64,
      alsoCertificates: (options.alsoKeys ?? []).map((name) => keys(name).certificateBase64),
      metadata: (form) =>
        metadataOf(
          { tenant, baseUrl, keyring: keys, keys: named, now: clock, registrations: new Map() },
          form,
          application,
        ),
      ...(second !== undefined
        ? {
            second: {
              entityId: secondEntityId,
              certificate: second.certificate,
              certificateBase64: second.certificateBase64,
              metadata: (form) => secondMetadataOf({ tenant, baseUrl, keyring: keys }, form),
            },
          }
        : {}),
    };
  } finally {
    await state.close();
  }
}
