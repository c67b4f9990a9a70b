/** Which key signs for an application now, and which certificates its metadata holds. */

import {
  certificatesOf,
  expiryNotices,
  publishedCertificates,
  signingCertificateOf,
  validUntil,
} from '../tenant/certificates.ts';
import type { Application, SigningCertificate } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { AadstsError } from '../protocol/errors.ts';
import type { Keyring } from '../protocol/types.ts';
import type { Idp } from './idp.ts';
import { keyringFor } from './published-keys.ts';

type Signing = Pick<Idp, 'keyring' | 'keys' | 'now'>;

/** The application's certificates, the tenant's shared one when it has none of its own. */
export function signingCertificates(idp: Signing, application: Application): SigningCertificate[] {
  return certificatesOf(application, application.certificates === undefined ? idp.keyring('idp').certificate : '');
}

/**
 * The key ring in which `idp` is the key that signs for this application now.
 * @throws AadstsError 50003 when it has none, 50146 when it needs one of its own and that one has expired
 */
export function keyringOf(idp: Signing & Pick<Idp, 'registrations'>, application: Application): Keyring {
  const keyring = keyringFor(idp.keyring, idp.registrations.get(application.appId));
  if (application.certificates === undefined) return keyring;
  const signing = signingCertificateOf(application.certificates, idp.now());
  if (signing === undefined) {
    throw new AadstsError('50003', `The application '${application.appId}' has no signing certificate.`);
  }
  if (application.customSigningKey === true && validUntil(signing.certificate) <= idp.now()) {
    throw new AadstsError(
      '50146',
      `The application '${application.appId}' needs its own signing key, and that one has expired.`,
    );
  }
  return (name) => (name === 'idp' && signing.key !== 'idp' ? idp.keys(signing.key) : keyring(name));
}

/** Certificates of the application's metadata as PEM, the signing one first. */
export function metadataCertificates(idp: Signing & Pick<Idp, 'tenant'>, application: Application): string[] {
  const { inactiveCertificatesInMetadata } = switchesOf(idp.tenant, application);
  return publishedCertificates(signingCertificates(idp, application), idp.now(), inactiveCertificatesInMetadata);
}

/** What the log says about certificates that end soon, for all applications that have their own. */
export function certificateNotices(idp: Signing & Pick<Idp, 'tenant'>): string[] {
  return idp.tenant.applications
    .filter((application) => application.certificates !== undefined)
    .flatMap((application) => expiryNotices(application, signingCertificates(idp, application), idp.now()));
}
