/** The IdP's metadata documents, made once per form and application. */

import { guidFrom } from '../tenant/deterministic-id.ts';
import type { Application } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { AadstsError } from '../protocol/errors.ts';
import { federationMetadata } from '../protocol/metadata.ts';
import { entraSignature } from '../protocol/plan.ts';
import { signElement } from '../protocol/sign-text.ts';
import { rootOf } from '../protocol/xml-text.ts';
import { entraStyle } from '../protocol/xml-tree.ts';
import { secondTenantId } from '../protocol/second-idp.ts';
import type { KeyName, Keyring } from '../protocol/types.ts';
import type { Idp } from './idp.ts';
import { isForEncryption, publishedKeys } from './published-keys.ts';
import { keyringOf, metadataCertificates } from './signing-keys.ts';

export type MetadataForm = 'entra' | 'saml';

type Describing = Pick<Idp, 'tenant' | 'baseUrl' | 'keyring' | 'keys' | 'now' | 'registrations'>;

/**
 * Without an application: the tenant's metadata, which in the mock has the same keys. Both forms; Entra's is signed.
 * @throws AadstsError 50003 for an application without any certificate
 */
export function metadataOf(idp: Describing, form: MetadataForm, application?: Application): string {
  const names = publishedKeys(idp.tenant, application);
  const documented = { idp, form, appId: application?.appId ?? '' };
  if (application?.certificates === undefined) return documentOf({ ...documented, keys: names });
  const own = metadataCertificates(idp, application).map((pem) => pem.replace(/-----[^-]+-----|\s/g, ''));
  const { signing, encryption } = certificatesOf(names.slice(1), idp.keyring);
  const byTenant = switchesOf(idp.tenant, application).metadataSigningKey === 'tenant';
  const keyring = byTenant ? idp.keyring : keyringOf(idp, application);
  return documentOf({ ...documented, idp: { ...idp, keyring }, certificates: [...own, ...signing], encryption });
}

/** The metadata of the second identity provider: another tenant with one key of its own, and nobody to sign in there. */
export function secondMetadataOf(idp: Pick<Idp, 'tenant' | 'baseUrl' | 'keyring'>, form: MetadataForm): string {
  return documentOf({ idp: { ...idp, tenant: { ...idp.tenant, id: secondTenantId } }, form, keys: ['second'] });
}

/** Tenant-independent metadata: a literal token stands for the tenant in its entity id, `common` in its addresses. */
export function commonMetadataOf(idp: Describing, form: MetadataForm): string {
  const keys = publishedKeys(idp.tenant);
  const id = `{${switchesOf(idp.tenant).commonEntityId}}`;
  return documentOf({ idp: { ...idp, tenant: { ...idp.tenant, id } }, form, keys, segment: 'common' });
}

interface Documented {
  idp: Pick<Idp, 'tenant' | 'baseUrl' | 'keyring'>;
  form: MetadataForm;
  appId?: string;
  /** Names of the keys whose certificates are in it; the first one signs. */
  keys?: KeyName[];
  /** Certificates as one base64 line each, when they are not those of `keys`. */
  certificates?: string[];
  /** Certificates beside them that are for encryption only. */
  encryption?: string[];
  segment?: string;
}

function certificatesOf(keys: KeyName[], keyring: Keyring): { signing: string[]; encryption: string[] } {
  const of = (names: KeyName[]): string[] => names.map((name) => keyring(name).certificateBase64);
  return { signing: of(keys.filter((name) => !isForEncryption(name))), encryption: of(keys.filter(isForEncryption)) };
}

function documentOf({ idp, form, appId = '', keys = ['idp'], segment, ...given }: Documented): string {
  const { tenant, baseUrl, keyring } = idp;
  const named = certificatesOf(keys, keyring);
  const { certificates = named.signing, encryption = named.encryption } = given;
  const signature = entraSignature('rsa-sha256', keys[0]);
  const sign = (xml: string): string => {
    const root = rootOf(xml);
    return root === undefined ? xml : signElement(xml, root, signature, entraStyle, keyring);
  };
  return federationMetadata({
    tenant,
    baseUrl,
    certificates,
    form,
    id: `_${guidFrom(`metadata:${tenant.id}:${appId}:${certificates.join()}`)}`,
    ...(segment === undefined ? {} : { segment }),
    ...(encryption.length === 0 ? {} : { encryptionCertificates: encryption }),
    ...(form === 'entra' ? { sign } : {}),
  });
}

/** @throws AadstsError 700016 when no application has this id */
export function applicationById(idp: Idp, appId: string): Application {
  const application = idp.tenant.applications.find((one) => one.appId === appId.toLowerCase());
  if (application !== undefined) return application;
  throw new AadstsError(
    '700016',
    `No application with the id '${appId}' is registered in the directory '${idp.tenant.displayName}'.`,
  );
}
