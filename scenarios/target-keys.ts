/** The keys and certificates that a profile gives itself, inline or as files. */

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SpFacts } from './target-metadata.ts';
import type { TargetProfile } from './target.types.ts';

type Sp = Partial<TargetProfile['sp']>;

/** The PEM of a certificate that the profile gives inline or as a file; a mistake is added. */
export async function certificateOf(
  sp: Sp,
  key: 'signingCertificate' | 'encryptionCertificate',
  folder: string,
  add: (key: string, message: string) => void,
): Promise<string | undefined> {
  const given = sp[key];
  if (typeof given !== 'string' || given === '') return undefined;
  const inline = given.includes('-----BEGIN');
  try {
    const pem = inline ? given : await readFile(resolve(folder, given), 'utf8');
    return new X509Certificate(pem).toString();
  } catch {
    const what = inline ? 'the PEM text' : resolve(folder, given);
    add(key, `${what} is no readable certificate; expected PEM (-----BEGIN CERTIFICATE-----) or a file that holds it`);
    return undefined;
  }
}

/** The message never repeats what was given: it may be the key itself. */
export async function signingKeyOf(
  sp: Sp,
  folder: string,
  add: (key: string, message: string) => void,
): Promise<string | undefined> {
  const given = sp.signingKey;
  if (typeof given !== 'string' || given === '') return undefined;
  try {
    const pem = given.includes('-----BEGIN') ? given : await readFile(resolve(folder, given), 'utf8');
    return createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    add('signingKey', 'is no readable private key; expected PEM without a password, or a file that holds it');
    return undefined;
  }
}

/** A signature whose certificate does not fit it would be refused for that reason alone. */
export function keyFits({
  signingKey,
  signingCertificate,
}: Pick<SpFacts, 'signingKey' | 'signingCertificate'>): boolean {
  if (signingKey === undefined || signingCertificate === undefined) return true;
  return new X509Certificate(signingCertificate).checkPrivateKey(createPrivateKey(signingKey));
}
