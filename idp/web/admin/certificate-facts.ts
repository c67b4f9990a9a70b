/** What the page says about a certificate, and the three forms in which it is downloaded. */

import { X509Certificate } from 'node:crypto';
import type { SigningOption } from '../../tenant/model.ts';

export const signingLabels: Record<SigningOption, string> = {
  assertion: 'Sign SAML assertion',
  response: 'Sign SAML response',
  both: 'Sign SAML response and assertion',
};

export interface CertificateFacts {
  subject: string;
  /** SHA-1, as Entra shows it. */
  thumbprint: string;
  expires: string;
  daysLeft: number;
  expired: boolean;
}

const DAY = 24 * 3_600_000;

/** @throws Error when the text is no certificate */
export function certificateFacts(pem: string, now: Date): CertificateFacts {
  const certificate = new X509Certificate(pem);
  const end = new Date(certificate.validTo);
  const daysLeft = Math.floor((end.getTime() - now.getTime()) / DAY);
  return {
    subject: certificate.subject.replaceAll('\n', ', '),
    thumbprint: certificate.fingerprint.replaceAll(':', ''),
    expires: end.toISOString().slice(0, 10),
    daysLeft,
    expired: end.getTime() < now.getTime(),
  };
}

/** `base64` and `pem` are text with BEGIN and END lines, `raw` is DER. */
export function certificateFileOf(form: 'base64' | 'raw' | 'pem', pem: string): string | Buffer {
  if (form === 'raw') return new X509Certificate(pem).raw;
  return form === 'base64' ? pem.replaceAll(/\r?\n/g, '\r\n') : pem;
}

/** @returns PEM, or undefined when the bytes are no certificate */
export function uploadedCertificate(bytes: Buffer): string | undefined {
  const bare = bytes.toString('latin1').replaceAll(/\s/g, '');
  const candidates = /^[A-Za-z0-9+/=]+$/.test(bare) ? [bytes, Buffer.from(bare, 'base64')] : [bytes];
  for (const candidate of candidates) {
    try {
      return new X509Certificate(candidate).toString();
    } catch {
      // Perhaps it is the other form.
    }
  }
  return undefined;
}
