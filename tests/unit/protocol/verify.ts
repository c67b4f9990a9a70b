/** Independent verifiers: xml-crypto, and xmlsec1 where it is installed. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import xpath from 'xpath';

const select = xpath.useNamespaces({ ds: 'http://www.w3.org/2000/09/xmldsig#' });

/** Verifies every Signature of the text against the certificate; gives the local names of the elements that they cover. */
export function covered(xml: string, certificate: string): string[] {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const signatures = select('//ds:Signature', document) as Node[];
  return signatures.map((signature) => {
    const verifier = new SignedXml({ publicCert: certificate, getCertFromKeyInfo: () => null });
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(xml)) throw new Error('xml-crypto: the signature does not verify');
    const [signed = ''] = verifier.getSignedReferences();
    return new DOMParser().parseFromString(signed, 'text/xml').documentElement?.localName ?? '';
  });
}

export function verifies(xml: string, certificate: string): boolean {
  try {
    return covered(xml, certificate).length > 0;
  } catch {
    return false;
  }
}

/** Whether xmlsec1 can be run here. */
export const xmlsecInstalled = ((): boolean => {
  try {
    execFileSync('xmlsec1', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const parents = { assertion: 'Assertion', response: 'Response' };

/** Whether xmlsec1 verifies the Signature of one element, by the pinned key. It looks at one Signature a call. */
export function xmlsecVerifies(xml: string, certificate: string, element: keyof typeof parents): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'samlproof-xmlsec-'));
  const [message, key] = [join(folder, 'message.xml'), join(folder, 'certificate.pem')];
  writeFileSync(message, xml);
  writeFileSync(key, certificate);
  const ids = ['assertion:Assertion', 'protocol:Response'].flatMap((name) => [
    '--id-attr:ID',
    `urn:oasis:names:tc:SAML:2.0:${name}`,
  ]);
  const node = ['--node-xpath', `//*[local-name()='${parents[element]}']/*[local-name()='Signature']`];
  const pinned = ['--enabled-key-data', 'rsa', '--pubkey-cert-pem', key];
  try {
    execFileSync('xmlsec1', ['--verify', ...ids, ...pinned, ...node, message], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
