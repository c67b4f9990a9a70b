/** Which signing certificates an application's metadata holds beside the active one, and how that changes while the IdP runs. */

import { createPrivateKey } from 'node:crypto';
import { findApplication } from '../tenant/directory.ts';
import type { Application, Tenant } from '../tenant/model.ts';
import type { RegistrationSpec } from '../tenant/registration.ts';
import type { KeyName, Keyring } from '../protocol/types.ts';
import { ArmError } from './arm-spec.ts';
import type { Idp } from './idp.ts';

/** Keys of the IdP that a service provider may be told of; those of strangers are never published. */
const publishable: KeyName[] = ['idpNext', 'idpFresh', 'rsa4096', 'expired', 'removed', 'encryptionUse'];

/** Whether a published key is for encryption only, so that nothing that it signed is to be believed (Metadata 2.4.1.1). */
export function isForEncryption(name: KeyName): boolean {
  return name === 'encryptionUse';
}

function isPublishable(name: unknown): name is KeyName {
  return publishable.some((known) => known === name);
}

/** Names of the published keys, the active one first. Without an application: those of all of them, as a tenant's metadata has. */
export function publishedKeys(tenant: Tenant, application?: Application): KeyName[] {
  const applications = application === undefined ? tenant.applications : [application];
  const beside = applications.flatMap((one) => one.publishedKeys ?? []).filter(isPublishable);
  return ['idp', ...new Set(beside)];
}

interface KeyOrder {
  application: string;
  publish: KeyName[];
  withdraw: KeyName[];
}

function readOrder(json: unknown): KeyOrder {
  const order = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const mistakes: string[] = [];
  const list = (key: 'publish' | 'withdraw'): KeyName[] => {
    const names = order[key] ?? [];
    if (Array.isArray(names) && names.every(isPublishable)) return names;
    mistakes.push(`/${key}: expected a list of ${publishable.join(', ')}, found ${JSON.stringify(names).slice(0, 80)}`);
    return [];
  };
  const read = {
    application: typeof order['application'] === 'string' ? order['application'] : '',
    publish: list('publish'),
    withdraw: list('withdraw'),
  };
  if (mistakes.length > 0) throw new ArmError(mistakes);
  return read;
}

/**
 * Changes what the metadata of an application holds; the active key stays. Nothing is written to disk.
 * @returns the published keys by name, the active one first
 * @throws ArmError with every mistake of the order
 */
export function changeKeys(idp: Pick<Idp, 'tenant'>, json: unknown): { published: KeyName[] } {
  const { application: entityId, publish, withdraw } = readOrder(json);
  const application = findApplication(idp.tenant, entityId);
  if (application === undefined) throw new ArmError([`/application: no application «${entityId}» is registered`]);
  const kept = (application.publishedKeys ?? []).filter((name) => !withdraw.some((gone) => gone === name));
  application.publishedKeys = [...new Set([...kept, ...publish])];
  return { published: publishedKeys(idp.tenant, application) };
}

/** The key ring in which `sp` is the service provider's own key, where its profile gives it. */
export function keyringFor(keyring: Keyring, spec: RegistrationSpec | undefined): Keyring {
  const { signingKey, signingCertificate } = spec ?? {};
  if (signingKey === undefined || signingCertificate === undefined) return keyring;
  return (name) =>
    name === 'sp'
      ? {
          privateKey: createPrivateKey(signingKey),
          certificate: signingCertificate,
          certificateBase64: signingCertificate.replace(/-----[^-]+-----|\s/g, ''),
        }
      : keyring(name);
}
