/** The keys that assertions may be encrypted to: the one in use and, as during a roll-over, the next one; two a process. */

import { createPrivateKey, type KeyObject } from 'node:crypto';
import { selfSignedCertificate } from '../../certificate.ts';
import { trustedKeys, type TrustedKeys } from '../signature/keys.ts';
import { logoutKey } from './logout-key.ts';

interface EncryptionKey {
  privateKey: KeyObject;
  /** DER of the certificate as one base64 line. */
  certificate: string;
}

let made: EncryptionKey[] | undefined;

export function encryptionKeys(): EncryptionKey[] {
  made ??= ['encryption.sp.invalid', 'next.encryption.sp.invalid'].map((name) => {
    const { key, cert } = selfSignedCertificate(name);
    return { privateKey: createPrivateKey(key), certificate: cert.replace(/-----[^-]+-----|\s/g, '') };
  });
  return made;
}

/** What this service provider signs with itself. */
export function ownSigningKeys(): TrustedKeys {
  return trustedKeys([logoutKey().certificate]);
}

/** Where a target profile finds the signing key of a sample that lends it; a profile on disk holds no key. */
export const OWN_KEY_VARIABLE = 'SAMLPROOF_SAMPLE_KEY';

export function lendSigningKey(): void {
  process.env[OWN_KEY_VARIABLE] = logoutKey().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
