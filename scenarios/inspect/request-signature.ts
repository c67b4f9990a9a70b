/** Inspections of the signature that a request carries, beside its parameters (Bindings 3.4.4.1) or in its XML. */

import { verify, X509Certificate } from 'node:crypto';
import { attributeOf, findAll } from '../../idp/protocol/xml-text.ts';
import type { InspectionFinding } from '../case.ts';
import type { Evidence } from '../observation.ts';
import { inEveryRequest } from './request.ts';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';

/** Hash by algorithm; ECDSA signatures are the two numbers one after the other (XML Signature 1.1, 6.4.3). */
const hashes: Record<string, string> = {
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1': 'sha1',
  [`${more}rsa-sha256`]: 'sha256',
  [`${more}rsa-sha384`]: 'sha384',
  [`${more}rsa-sha512`]: 'sha512',
  [`${more}ecdsa-sha256`]: 'sha256',
  [`${more}ecdsa-sha384`]: 'sha384',
  [`${more}ecdsa-sha512`]: 'sha512',
};

function fits(text: string, hash: string, signature: string, certificates: string[]): boolean {
  return certificates.some((pem) => {
    const key = new X509Certificate(pem).publicKey;
    const encoding = { key, dsaEncoding: 'ieee-p1363' } as const;
    return verify(hash, Buffer.from(text), encoding, Buffer.from(signature, 'base64'));
  });
}

type Parts = Map<string, string>;

const inOrder = (parts: Parts, names: string[]): string => names.flatMap((name) => parts.get(name) ?? []).join('&');
const order = ['SAMLRequest', 'RelayState', 'SigAlg'];

/** What service providers sign by mistake; named, it is mended in a minute. */
const mistakes: [what: string, text: (parts: Parts) => string][] = [
  [
    'lower-case percent escapes, and upper-case ones are sent',
    (parts) => escapes(inOrder(parts, order), 'toLowerCase'),
  ],
  [
    'upper-case percent escapes, and lower-case ones are sent',
    (parts) => escapes(inOrder(parts, order), 'toUpperCase'),
  ],
  ['the parameters without RelayState', (parts) => inOrder(parts, ['SAMLRequest', 'SigAlg'])],
  ['the parameters in another order', (parts) => inOrder(parts, ['SAMLRequest', 'SigAlg', 'RelayState'])],
  ['the parameters without their percent escapes', (parts) => decodeURIComponent(inOrder(parts, order))],
];

function escapes(text: string, change: 'toLowerCase' | 'toUpperCase'): string {
  return text.replace(/%[0-9A-Fa-f]{2}/g, (one) => one[change]());
}

function mistakeIn(parts: Parts, hash: string, signature: string, certificates: string[]): string | undefined {
  return mistakes.find(([, text]) => {
    try {
      return fits(text(parts), hash, signature, certificates);
    } catch {
      return false;
    }
  })?.[0];
}

const expected = 'a signature over SAMLRequest, RelayState and SigAlg, in this order and as they stand in the address';

/** Requests by POST carry theirs inside the XML, which is another question; asked only where a certificate is known. */
export const requestRedirectSignature = inEveryRequest((received, { target }: Evidence): InspectionFinding[] => {
  const { binding, rawQuery = '', signature, signatureAlgorithm = '' } = received;
  const { signingCertificates: certificates = [] } = target;
  if (binding !== 'redirect') return [];
  if (signature === undefined) return [{ message: 'the request is not signed', expected }];
  const hash = Object.hasOwn(hashes, signatureAlgorithm) ? hashes[signatureAlgorithm] : undefined;
  if (hash === undefined) {
    const known = Object.keys(hashes).join(', ');
    return [{ message: 'the SigAlg is not known', expected: `one of ${known}`, actual: signatureAlgorithm || 'none' }];
  }
  const parts = new Map(rawQuery.split('&').map((part) => [part.split('=', 1)[0] ?? '', part]));
  if (fits(inOrder(parts, order), hash, signature, certificates)) return [];
  const covered = mistakeIn(parts, hash, signature, certificates);
  const message = 'the signature of the request does not fit the parameters that were sent';
  return [
    { message, expected, actual: covered === undefined ? 'it fits nothing that was sent' : `it covers ${covered}` },
  ];
});

const weak = /(?:sha1|md5)$/i;

/** Signature and digest: of a Redirect request SigAlg, of others what the XML names. An unsigned request is another question. */
export const requestSignatureStrong = inEveryRequest(({ binding, xml, signatureAlgorithm }): InspectionFinding[] => {
  const named = ['SignatureMethod', 'DigestMethod'].flatMap((name) =>
    findAll(xml, name).flatMap((span) => attributeOf(xml, span, 'Algorithm') ?? []),
  );
  const used = binding === 'redirect' ? [signatureAlgorithm ?? ''] : named;
  return used
    .filter((algorithm) => weak.test(algorithm))
    .map((actual) => ({
      message: 'the request is signed by an algorithm that is broken',
      expected: 'SHA-256',
      actual,
    }));
});

/** By Redirect the signature stands beside the parameters only. */
export const requestWithoutXmlSignature = inEveryRequest(({ binding, request: { hasSignature } }) =>
  binding === 'redirect' && hasSignature
    ? [{ message: 'a request by Redirect holds a ds:Signature', expected: 'SigAlg and Signature beside SAMLRequest' }]
    : [],
);
