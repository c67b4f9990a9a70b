/** The key that this service provider signs its requests and logout messages with: one a process, made when it is first needed. */

import { createPrivateKey, type KeyObject } from 'node:crypto';
import { selfSignedCertificate } from '../../certificate.ts';

export interface LogoutKey {
  privateKey: KeyObject;
  /** DER of the certificate as one base64 line. */
  certificate: string;
}

let made: LogoutKey | undefined;

export function logoutKey(): LogoutKey {
  if (made === undefined) {
    const { key, cert } = selfSignedCertificate('sp.invalid');
    made = { privateKey: createPrivateKey(key), certificate: cert.replace(/-----[^-]+-----|\s/g, '') };
  }
  return made;
}
