/** The mock identity provider for use from code: `import { startIdp } from 'samlproof/idp'`. */

import { randomBytes, randomUUID } from 'node:crypto';
import { claimMistakes } from './claims/mistakes.ts';
import { findApplication, tenantNamed } from './tenant/directory.ts';
import { keyring, namedKeys, tlsKey } from './tenant/keys.ts';
import type { Application, Tenant } from './tenant/model.ts';
import { registerTarget, tenantOfSpec, type RegistrationSpec } from './tenant/registration.ts';
import { memoryState, openState, type State } from './tenant/state.ts';
import { loadTenants, saveTenants } from './tenant/store.ts';
import { entityIdOf, ssoUrlOf } from './protocol/metadata.ts';
import type { Catalogue, KeyName, Mutation, Transcript } from './protocol/types.ts';
import { arm, type Armed } from './web/arm.ts';
import { createApp } from './web/app.ts';
import { createExchanges, type ArmSpec } from './web/exchanges.ts';
import type { Idp } from './web/idp.ts';
import { metadataOf, type MetadataForm } from './web/metadata.ts';
import { createSessions } from './web/sessions.ts';
import { certificateNotices } from './web/signing-keys.ts';
import type { Tenants } from './tenant/tenant-file.ts';
import { inTenant } from './web/tenants.ts';
import { listen, type Address, type WantedAddress } from './server.ts';

export { ListenError } from './server.ts';
export { TenantError } from './tenant/errors.ts';
export { memoryState, openState, type State } from './tenant/state.ts';
export { ArmError } from './web/arm-spec.ts';
export type { Armed } from './web/arm.ts';
export type { ArmSpec } from './web/exchanges.ts';
export type { RegistrationSpec } from './tenant/registration.ts';
export type { Catalogue, Mutation, Transcript } from './protocol/types.ts';

/** What is advertised when nothing else is said. */
export const DEFAULT_BASE_URL = 'http://127.0.0.1:7463';

export interface IdpOptions {
  /** State folder, an open state (closed with the IdP), or `memory` for one that ends with the process. Default `memory`. */
  state?: string | State;
  /** What is advertised. Port 0 is replaced by the port that was opened. Default `http://127.0.0.1:7463`. */
  baseUrl?: string;
  /** Default: the base URL's port on 127.0.0.1 and, where there is IPv6, on ::1. */
  listen?: Address[];
  /** Serves https with a certificate made on first use. */
  https?: boolean;
  /** Knows the cases, or loads them when the first exchange is armed; without it only JSON overrides can be armed. */
  catalogue?: Catalogue | (() => Promise<Catalogue>);
  /** Applications to register before the first request. */
  targets?: RegistrationSpec[];
  /** Directories beside the first one, each with its own issuer, key, users and applications; kept in the state. */
  tenants?: Tenant[];
  /** Clock of everything that is issued. */
  clock?: () => Date;
  /** A listener of ours that nobody should ever call. */
  canaryUrl?: string;
  log?: (line: string) => void;
  /** The XML engine broke: close this process and start another with the same state folder. Default: it is logged. */
  onFatal?: (error: Error) => void;
}

/** A running IdP. */
export interface RunningIdp {
  baseUrl: string;
  entityId: string;
  ssoUrl: string;
  controlUrl: string;
  /** Bearer secret of the control endpoints. */
  secret: string;
  tenant: Tenant;
  /** All directories, the first one first. */
  tenants: Tenants;
  /** The same process seen from another of its directories, by id or domain. @throws Error when there is none */
  inTenant: (tenant: string) => RunningIdp;
  /** Metadata as served, of one application or of the tenant. @throws Error when no application has this entity id */
  metadata: (form: MetadataForm, entityId?: string) => string;
  /** Where that metadata is served. */
  metadataUrl: (form: MetadataForm, entityId?: string) => string;
  /** The certificate of the active signing key, or of another one by its name, PEM. */
  certificate: (key?: KeyName) => string;
  /** @throws Error when no application has this entity id */
  application: (entityId: string) => Application;
  /** Adds or updates an application. @throws TenantError */
  register: (spec: RegistrationSpec) => Application;
  /** As `POST /control/exchanges`; `mutation` may also be given as functions. @throws ArmError */
  arm: (spec?: ArmSpec) => Promise<Armed>;
  transcript: (token: string) => Transcript | undefined;
  /** Ends every connection and gives the state folder back. */
  close: () => Promise<void>;
}

const newToken = (): string => randomBytes(24).toString('base64url');

/** The mock alone has no cases. */
const emptyCatalogue: Catalogue = { list: () => [], mutationOf: () => undefined };

/** A catalogue that may still have to be loaded, as the port that the endpoints ask. */
function cataloguePort(given: NonNullable<IdpOptions['catalogue']>): Pick<Idp, 'catalogue' | 'prepared'> {
  if (typeof given !== 'function') return { catalogue: given, prepared: () => Promise.resolve() };
  let loaded = emptyCatalogue;
  let loading: Promise<void> | undefined;
  const load = async (): Promise<void> => {
    loaded = await given();
  };
  return {
    catalogue: { list: () => loaded.list(), mutationOf: (id) => loaded.mutationOf(id) },
    prepared: () => (loading ??= load()),
  };
}

function wantedAddresses(options: IdpOptions, base: URL): WantedAddress[] {
  if (options.listen !== undefined && options.listen.length > 0) return options.listen;
  const port = base.port === '' ? (base.protocol === 'https:' ? 443 : 80) : Number(base.port);
  return [
    { host: '127.0.0.1', port },
    { host: '::1', port, optional: true },
  ];
}

function applicationOf(tenant: Tenant, entityId: string): Application {
  const application = findApplication(tenant, entityId);
  if (application !== undefined) return application;
  const known = tenant.applications.flatMap(({ identifiers }) => identifiers).join(', ');
  throw new Error(`No application «${entityId}» is registered; there are: ${known || 'none'}.`);
}

function baseUrlOf(options: IdpOptions): URL {
  const base = new URL(options.baseUrl ?? DEFAULT_BASE_URL);
  if (options.https === true) base.protocol = 'https:';
  return base;
}

async function stateOf(given: string | State): Promise<State> {
  if (typeof given !== 'string') return given;
  return given === 'memory' ? memoryState() : openState(given);
}

const asText = (url: URL): string => url.href.replace(/\/$/, '');

/**
 * Starts the IdP and returns once it listens.
 * @throws ListenError (`port-busy` …) naming the port; TenantError (`state-locked`, `state-unwritable` …) naming the folder
 */
export async function startIdp(options: IdpOptions = {}): Promise<RunningIdp> {
  const { clock = () => new Date(), log = () => undefined } = options;
  const state = await stateOf(options.state ?? 'memory');
  try {
    const base = baseUrlOf(options);
    const ring = keyring(state, clock);
    const tenants = loadTenants(state, options.tenants, claimMistakes);
    const idp: Idp = {
      tenant: tenants[0],
      tenants,
      save: () => saveTenants(state, tenants),
      keyring: ring,
      processKeyring: ring,
      keys: namedKeys(state, clock),
      state,
      ...cataloguePort(options.catalogue ?? emptyCatalogue),
      exchanges: createExchanges(newToken),
      sessions: createSessions({ newToken, state, now: clock, log }),
      registrations: new Map(),
      baseUrl: asText(base),
      secret: state.secret,
      canaryUrl: options.canaryUrl ?? 'http://127.0.0.1:9/samlproof-canary',
      now: clock,
      newId: () => `_${randomUUID()}`,
      newGuid: randomUUID,
      newToken,
      random: randomBytes,
      log,
      onFatal: options.onFatal ?? ((error) => log(error.message)),
    };
    const register = (spec: RegistrationSpec, here = idp.tenant): Application => {
      const application = registerTarget(tenantOfSpec(tenants, spec) ?? here, spec, claimMistakes);
      idp.registrations.set(application.appId, spec);
      idp.save();
      return application;
    };
    for (const spec of options.targets ?? []) register(spec);
    idp.save();
    for (const one of idp.tenants) certificateNotices(inTenant(idp, one)).forEach(log);
    // The first sign-in must not wait for a key to be made.
    idp.keyring('idp');
    const tls = options.https === true ? tlsKey(state, clock, [base.hostname.replace(/^\[|\]$/g, '')]) : undefined;
    const sockets = await listen(createApp(idp), wantedAddresses(options, base), tls);
    if (base.port === '0') {
      base.port = String(sockets.port);
      idp.baseUrl = asText(base);
    }
    return running(idp, register, async () => {
      await sockets.close();
      idp.sessions.flush();
      await state.close();
    });
  } catch (error) {
    await state.close();
    throw error;
  }
}

type Register = (spec: RegistrationSpec, here?: Tenant) => Application;

function running(idp: Idp, register: Register, close: () => Promise<void>): RunningIdp {
  const { tenant, baseUrl } = idp;
  const find = (entityId: string | undefined): Application | undefined =>
    entityId === undefined ? undefined : applicationOf(tenant, entityId);
  return {
    baseUrl,
    entityId: entityIdOf(tenant),
    ssoUrl: ssoUrlOf(tenant, baseUrl),
    controlUrl: tenant === idp.tenants[0] ? `${baseUrl}/control` : `${baseUrl}/control/tenants/${tenant.id}`,
    secret: idp.secret,
    tenant,
    tenants: idp.tenants,
    metadata: (form, entityId) => metadataOf(idp, form, find(entityId)),
    metadataUrl: (form, entityId) => {
      const query = new URLSearchParams();
      const application = find(entityId);
      if (application !== undefined) query.set('appid', application.appId);
      if (form === 'saml') query.set('form', 'saml');
      const search = query.size === 0 ? '' : `?${query.toString()}`;
      return `${baseUrl}/${tenant.id}/federationmetadata/2007-06/federationmetadata.xml${search}`;
    },
    certificate: (key = 'idp') => idp.keyring(key).certificate,
    application: (entityId) => applicationOf(tenant, entityId),
    register: (spec) => register(spec, tenant),
    inTenant: (name) => {
      const here = tenantNamed(idp.tenants, name);
      if (here !== undefined) return running(inTenant(idp, here), register, close);
      throw new Error(`There is no directory «${name}»; there are: ${idp.tenants.map(({ id }) => id).join(', ')}.`);
    },
    arm: async ({ mutation, ...spec }: ArmSpec & { mutation?: Mutation } = {}) => arm(idp, spec, mutation),
    transcript: (token) => idp.exchanges.read(token),
    close,
  };
}
