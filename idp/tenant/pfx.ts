/** Reads a PKCS #12 file: one private key with its certificate. */

import type Forge from 'node-forge';
import type { KeyPem } from './certificate.ts';
import { TenantError } from './errors.ts';
import { loadForge } from './forge.ts';

/** Files beyond this are no key with its certificate. */
const MAX_PFX_BYTES = 100_000;

function refuse(message: string, cause?: unknown): TenantError {
  return new TenantError('certificate-invalid', message, { cause });
}

function opened(file: Buffer, password: string): Forge.pkcs12.Pkcs12Pfx {
  const forge = loadForge();
  let asn1: Forge.asn1.Asn1;
  try {
    asn1 = forge.asn1.fromDer(file.toString('binary'));
  } catch (cause) {
    throw refuse('The file is no PFX (PKCS #12) file.', cause);
  }
  try {
    return forge.pkcs12.pkcs12FromAsn1(asn1, password);
  } catch (cause) {
    const wrongPassword = /mac could not be verified|invalid password/i.test(String(cause));
    throw refuse(
      wrongPassword
        ? 'The password does not open the PFX file.'
        : 'The PFX file cannot be read: it is damaged or of a kind that is not known.',
      cause,
    );
  }
}

/** @throws TenantError `certificate-invalid`: no PFX, a wrong password, or no key with its certificate in it */
export function readPfx(file: Buffer, password: string): KeyPem {
  if (file.length > MAX_PFX_BYTES)
    throw refuse(`The PFX file has ${file.length} bytes; at most ${MAX_PFX_BYTES} are read.`);
  const forge = loadForge();
  const bags = opened(file, password);
  const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;
  const of = (type: string | undefined): Forge.pkcs12.Bag[] =>
    type === undefined ? [] : (bags.getBags({ bagType: type })[type] ?? []);
  const key = [...of(pkcs8ShroudedKeyBag), ...of(keyBag)].find((bag) => bag.key)?.key;
  if (key === undefined) throw refuse('The PFX file holds no RSA private key.');
  const certificate = of(certBag)
    .map((bag) => bag.cert)
    .find((one) => (one?.publicKey as Forge.pki.rsa.PublicKey | undefined)?.n.equals(key.n));
  if (certificate === undefined) throw refuse('The PFX file holds no certificate for its private key.');
  const pkcs8 = forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key));
  return {
    privateKey: forge.pki.privateKeyInfoToPem(pkcs8).replaceAll('\r\n', '\n'),
    certificate: forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n'),
  };
}
