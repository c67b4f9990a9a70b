/** Signing certificates of an application as Entra keeps them: new ones inactive, one active, a valid one in place of an expired one. */

import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { createKeyPem, type KeyPem } from './certificate.ts';
import { TenantError } from './errors.ts';
import { ENTRA_COMMON_NAME } from './keys.ts';
import type { Application, SigningCertificate } from './model.ts';
import { readPfx } from './pfx.ts';
import type { State } from './state.ts';

const day = 24 * 3_600_000;

/** Days before the end at which people are told (documented). */
const noticeDays = [60, 30, 7];

/** Entra's own limit for notification addresses. */
export const MAX_NOTIFICATION_EMAILS = 5;

/** SHA-1 over the DER, upper-case hexadecimal without separators, as the portal shows it. */
export function thumbprintOf(pem: string): string {
  return createHash('sha1').update(new X509Certificate(pem).raw).digest('hex').toUpperCase();
}

export const validUntil = (pem: string): Date => new Date(new X509Certificate(pem).validTo);
const validFrom = (pem: string): Date => new Date(new X509Certificate(pem).validFrom);

const isValid = ({ certificate }: SigningCertificate, now: Date): boolean =>
  validFrom(certificate) <= now && validUntil(certificate) > now;

/** All certificates of the application, the shared one when it has none of its own. `shared` is the tenant's certificate, PEM. */
export function certificatesOf(application: Application, shared: string): SigningCertificate[] {
  return application.certificates ?? [{ key: 'idp', active: true, certificate: shared, addedAt: '' }];
}

/**
 * The certificate that signs now: the active one; once that has expired, the newest valid inactive one; if there is none,
 * the expired one goes on (documented). Undefined when the application has no certificate at all.
 */
export function signingCertificateOf(certificates: SigningCertificate[], now: Date): SigningCertificate | undefined {
  const active = certificates.find((one) => one.active);
  if (active !== undefined && isValid(active, now)) return active;
  const valid = certificates.filter((one) => !one.active && isValid(one, now));
  return (active === undefined ? undefined : valid.at(-1)) ?? active ?? certificates[0];
}

/** What metadata publishes: the signing one first, then (unless switched off) the inactive ones that are valid. */
export function publishedCertificates(certificates: SigningCertificate[], now: Date, inactive: boolean): string[] {
  const signing = signingCertificateOf(certificates, now);
  const others = certificates.filter((one) => one !== signing && (one.active || (inactive && isValid(one, now))));
  return [...(signing === undefined ? [] : [signing]), ...others].map(({ certificate }) => certificate);
}

/** What is to be said about certificates that end soon or have ended; an empty list when nothing is. */
export function expiryNotices(application: Application, certificates: SigningCertificate[], now: Date): string[] {
  return certificates.flatMap((one) => {
    if (!one.active) return [];
    const until = validUntil(one.certificate);
    const left = Math.ceil((until.getTime() - now.getTime()) / day);
    if (left > (noticeDays[0] ?? 0)) return [];
    const window = noticeDays.findLast((days) => left <= days);
    const what = `The signing certificate ${thumbprintOf(one.certificate)} of «${application.displayName}»`;
    const to = application.notificationEmails?.length
      ? ` (notice to ${application.notificationEmails.join(', ')})`
      : '';
    return left <= 0
      ? [`${what} expired on ${until.toISOString()}${to}.`]
      : [
          `${what} expires in ${left} ${left === 1 ? 'day' : 'days'} (${window}-day notice), on ${until.toISOString()}${to}.`,
        ];
  });
}

function added(application: Application, shared: string, pem: KeyPem, state: State, now: Date): Application {
  const key = `certificate-${thumbprintOf(pem.certificate).toLowerCase()}`;
  const known = certificatesOf(application, shared);
  if (known.some((one) => one.key === key)) {
    throw new TenantError('certificate-invalid', `«${application.displayName}» has this certificate already.`);
  }
  state.write(`keys/${key}.json`, `${JSON.stringify(pem, null, 2)}\n`);
  const fresh = { key, active: false, certificate: pem.certificate, addedAt: now.toISOString() };
  return { ...application, certificates: [...known, fresh] };
}

export interface NewSigningCertificate {
  /** Any day up to three years from now; default three years. */
  expires?: Date;
  /** Signed by the harness's own certificate authority, for SPs that insist on one. Default self-signed. */
  authority?: KeyPem;
}

/**
 * A new, inactive certificate.
 * @param shared PEM of the certificate that the application has had so far, if none of its own
 * @throws TenantError `certificate-invalid`
 */
export function addCertificate(
  application: Application,
  shared: string,
  state: State,
  now: Date,
  { expires, authority }: NewSigningCertificate = {},
): Application {
  const days = expires === undefined ? undefined : (expires.getTime() - now.getTime()) / day;
  if (days !== undefined && !(days > 0 && days <= 3 * 366)) {
    throw new TenantError(
      'certificate-invalid',
      `The end of a certificate must lie within the next three years; found ${String(expires?.toJSON())}.`,
    );
  }
  const pem = createKeyPem({
    commonName: ENTRA_COMMON_NAME,
    now,
    ...(days === undefined ? {} : { days }),
    ...(authority === undefined ? {} : { authority }),
  });
  return added(application, shared, pem, state, now);
}

/** Imports a PFX file as an inactive certificate. @throws TenantError `certificate-invalid`, with a clear word for a wrong password */
export function importCertificate(
  application: Application,
  shared: string,
  state: State,
  now: Date,
  pfx: Buffer,
  password: string,
): Application {
  const pem = readPfx(pfx, password);
  if (createPrivateKey(pem.privateKey).asymmetricKeyType !== 'rsa') {
    throw new TenantError('certificate-invalid', 'The key of the PFX file is no RSA key; Entra signs with RSA only.');
  }
  return added(application, shared, pem, state, now);
}

function indexOf(certificates: SigningCertificate[], thumbprint: string): number {
  const wanted = thumbprint.replaceAll(/[\s:]/g, '').toUpperCase();
  const index = certificates.findIndex(({ certificate }) => thumbprintOf(certificate) === wanted);
  if (index >= 0) return index;
  const known = certificates.map(({ certificate }) => thumbprintOf(certificate)).join(', ');
  throw new TenantError('certificate-invalid', `There is no certificate ${wanted}; there are: ${known || 'none'}.`);
}

/** «Make certificate active»: the one that was active is not any more. @throws TenantError `certificate-invalid` */
export function activateCertificate(application: Application, shared: string, thumbprint: string): Application {
  const all = certificatesOf(application, shared);
  const index = indexOf(all, thumbprint);
  return { ...application, certificates: all.map((one, at) => ({ ...one, active: at === index })) };
}

/** Takes an inactive certificate away. @throws TenantError `certificate-invalid` for the active one */
export function removeCertificate(application: Application, shared: string, thumbprint: string): Application {
  const all = certificatesOf(application, shared);
  const index = indexOf(all, thumbprint);
  if (all[index]?.active === true) {
    throw new TenantError(
      'certificate-invalid',
      'The active certificate cannot be deleted; make another one active first.',
    );
  }
  return { ...application, certificates: all.filter((_, at) => at !== index) };
}
