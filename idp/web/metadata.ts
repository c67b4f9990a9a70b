/** The IdP's metadata documents, made once per form and application. */

import { guidFrom } from '../tenant/deterministic-id.ts';
import type { Application } from '../tenant/model.ts';
import { AadstsError } from '../protocol/errors.ts';
import { federationMetadata } from '../protocol/metadata.ts';
import { entraSignature } from '../protocol/plan.ts';
import { signElement } from '../protocol/sign-text.ts';
import { rootOf } from '../protocol/xml-text.ts';
import { entraStyle } from '../protocol/xml-tree.ts';
import type { Idp } from './idp.ts';

export type MetadataForm = 'entra' | 'saml';

/** Without an application: the tenant's metadata, which in the mock has the same key. Both forms; Entra's is signed. */
export function metadataOf(
  idp: Pick<Idp, 'tenant' | 'baseUrl' | 'keyring'>,
  form: MetadataForm,
  application?: Application,
): string {
  const { tenant, baseUrl, keyring } = idp;
  const { certificateBase64 } = keyring('idp');
  const sign = (xml: string): string => {
    const root = rootOf(xml);
    return root === undefined ? xml : signElement(xml, root, entraSignature('rsa-sha256'), entraStyle, keyring);
  };
  return federationMetadata({
    tenant,
    baseUrl,
    certificates: [certificateBase64],
    form,
    id: `_${guidFrom(`metadata:${tenant.id}:${application?.appId ?? ''}:${certificateBase64}`)}`,
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
