/** A self-signed certificate for a sample on https; trusted by nobody, which is what the samples' users want. */

import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/**
 * Makes a key and a certificate for a host, valid for one year from now.
 * @returns PEM texts.
 */
export function selfSignedCertificate(host = 'localhost', now = new Date()): { key: string; cert: string } {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const forgeKey = forge.pki.privateKeyFromPem(key);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(forgeKey.n, forgeKey.e);
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(15))}`;
  certificate.validity.notBefore = new Date(now.getTime() - 86_400_000);
  certificate.validity.notAfter = new Date(now.getTime() + 365 * 86_400_000);
  const name = [{ name: 'commonName', value: host }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    {
      name: 'subjectAltName',
      altNames: [
        { type: 2, value: host },
        { type: 7, ip: '127.0.0.1' },
      ],
    },
  ]);
  certificate.sign(forgeKey, forge.md.sha256.create());
  return { key, cert: forge.pki.certificateToPem(certificate) };
}
