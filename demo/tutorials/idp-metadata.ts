/** Reads an identity provider's metadata file as vendors do: with a library, the first of everything. */

import { X509Certificate } from 'node:crypto';
import * as samlify from 'samlify';
import type { IdpSettings } from './vendor.ts';

/** @throws when the text is no metadata of an identity provider */
export function settingsFrom(xml: string): IdpSettings {
  if (!/IDPSSODescriptor/.test(xml)) throw new Error('this file is no metadata of an identity provider');
  const { entityMeta } = samlify.IdentityProvider({ metadata: xml });
  const certificate: unknown = entityMeta.getX509Certificate('signing');
  const ssoUrl: unknown = entityMeta.getSingleSignOnService('redirect');
  const certificates = (Array.isArray(certificate) ? certificate : [certificate]).filter(
    (one) => typeof one === 'string',
  );
  if (typeof ssoUrl !== 'string' || certificates.length === 0)
    throw new Error('the metadata has no sign-on service or no certificate');
  return { ssoUrl, certificates: [...new Set(certificates)], issuer: entityMeta.getEntityID() };
}

/** Whether the certificate was issued by somebody else. */
export function isCaSigned(base64: string): boolean {
  const certificate = new X509Certificate(Buffer.from(base64.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'));
  return certificate.subject !== certificate.issuer;
}
