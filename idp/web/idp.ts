/** What the endpoints share: one identity provider with its directory, keys, exchanges and sessions. */

import type { RegistrationSpec } from '../tenant/registration.ts';
import type { Tenant } from '../tenant/model.ts';
import type { State } from '../tenant/state.ts';
import type { Tenants } from '../tenant/tenant-file.ts';
import type { Catalogue, Keyring, SigningKey } from '../protocol/types.ts';
import type { Exchanges } from './exchanges.ts';
import type { Sessions } from './sessions.ts';

export interface Idp {
  /** The tenant that is looked from; `inTenant` gives the view from another. */
  tenant: Tenant;
  /** All tenants of this process, the first one first. */
  tenants: Tenants;
  /** The keys of `tenant`. */
  keyring: Keyring;
  /** Those of the first tenant, and of nobody in particular. */
  processKeyring: Keyring;
  /** Keys that come and go, by their name in the state: see `namedKeys`. @throws TenantError */
  keys: (name: string) => SigningKey;
  /** Filled once `prepared` is settled. */
  catalogue: Catalogue;
  /** Loads what only armed exchanges need, the first time. */
  prepared: () => Promise<void>;
  exchanges: Exchanges;
  sessions: Sessions;
  /** What the profiles said beyond the registration itself, by application id. */
  registrations: Map<string, RegistrationSpec>;
  /** What is advertised, without a trailing slash; follows the port that was really opened. */
  baseUrl: string;
  secret: string;
  /** Where keys are kept. */
  state: State;
  /** Keeps all tenants as they are now in the state. @throws TenantError */
  save: () => void;
  canaryUrl: string;
  now: () => Date;
  /** A new `_`+GUID. */
  newId: () => string;
  /** A GUID for error pages. */
  newGuid: () => string;
  newToken: () => string;
  random: (bytes: number) => Buffer;
  log: (line: string) => void;
  /** Told when the process can no longer be trusted and must be restarted. */
  onFatal: (error: Error) => void;
}
