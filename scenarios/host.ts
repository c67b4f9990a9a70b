/** The IdP process of a run: injects the catalogue, registers the target, listens for the canary, arms exchanges. */

import { dirname } from 'node:path';
import type { Catalogue } from '../idp/protocol/types.ts';
import { startIdp, type IdpOptions, type RunningIdp } from '../idp/index.ts';
import { findUser } from '../idp/tenant/directory.ts';
import { startCanary, type Canary } from './canary.ts';
import { controlClient } from './drive/control-client.ts';
import type { SignInProfile } from './drive/driver.ts';
import type { IdpPort } from './drive/idp-port.ts';
import { registrationOf } from './registration.ts';
import { fillTemplates, type Target } from './target.ts';

export interface OpenHostOptions extends Pick<IdpOptions, 'state' | 'baseUrl' | 'listen' | 'https' | 'log' | 'clock'> {
  /** Knows the cases' deviations. */
  catalogue: Catalogue;
  /** Address that hostile messages carry instead of our loopback listener; calls to it are not seen by us. */
  canaryUrl?: string;
}

export interface HostOptions extends OpenHostOptions {
  target: Target;
}

/** A running IdP with the catalogue, before any target is known: an SP may need its metadata to start. */
export interface Host {
  idp: RunningIdp;
  /** Arms over the control endpoint, as the workers of other processes do. */
  port: IdpPort;
  canary: Canary;
  /** Registers the target as an application. @throws TenantError */
  admit: (target: Target) => RunHost;
  close: () => Promise<void>;
}

/** A host for one target. */
export interface RunHost extends Host {
  /** The target's sign-in with its templates filled in for one of its two people. */
  profileFor: (user: 'subject' | 'victim') => SignInProfile;
}

/**
 * Starts IdP and canary for a target.
 * @throws ListenError, TenantError as `startIdp` does
 */
export async function startHost({ target, ...options }: HostOptions): Promise<RunHost> {
  const host = await openHost(options);
  try {
    return host.admit(target);
  } catch (error) {
    await host.close();
    throw error;
  }
}

/**
 * Starts IdP and canary; targets come later.
 * @throws ListenError, TenantError as `startIdp` does
 */
export async function openHost({ canaryUrl, ...options }: OpenHostOptions): Promise<Host> {
  const canary = await startCanary(canaryUrl);
  try {
    const idp = await startIdp({ ...options, canaryUrl: canary.url });
    const port = controlClient(idp.controlUrl, idp.secret);
    const ports = [port];
    /** The process as the target's own directory sees it. */
    const seenFrom = (tenant: string | undefined): Pick<Host, 'idp' | 'port'> => {
      if (tenant === undefined) return { idp, port };
      const here = idp.inTenant(tenant);
      const own = controlClient(here.controlUrl, here.secret);
      ports.push(own);
      return { idp: here, port: own };
    };
    const host: Host = {
      idp,
      port,
      canary,
      admit: (target) => {
        idp.register(registrationOf(target));
        const seen = seenFrom(target.idp.tenant);
        return { ...host, ...seen, profileFor: (user) => profileFor(seen.idp, target, target.users[user]) };
      },
      close: async () => {
        await Promise.all(ports.map((one) => one.close()));
        await Promise.all([idp.close(), canary.close()]);
      },
    };
    return host;
  } catch (error) {
    await canary.close();
    throw error;
  }
}

function profileFor(idp: RunningIdp, target: Target, name: string): SignInProfile {
  const user = findUser(idp.tenant, name);
  if (user === undefined) throw new Error(`the target's user ${name} is not in the directory though it was registered`);
  const { id, displayName, domains } = idp.tenant;
  const { signIn, afterSignIn, protectedPage, signOut } = target;
  const filled = fillTemplates(
    { signIn, afterSignIn, protectedPage, ...(signOut === undefined ? {} : { signOut }) },
    { user, tenant: { id, displayName, domain: domains[0] ?? '' } },
  );
  const owner = { folder: dirname(target.file), certificates: target.idp.certificates ?? [], hooks: target.hooks };
  return { ...filled, user: name, sp: { acsUrl: target.sp.acsUrl }, limits: target.limits, owner };
}
