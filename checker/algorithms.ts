/** Digest and signature algorithm URIs (XML Signature 1.1, RFC 9231), and how `node:crypto` names them. */

import { constants, createHash, verify, type KeyObject } from 'node:crypto';

const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const more2007 = 'http://www.w3.org/2007/05/xmldsig-more#';
const xenc = 'http://www.w3.org/2001/04/xmlenc#';

const digests = new Map([
  [`${dsig}sha1`, 'sha1'],
  [`${more}md5`, 'md5'],
  [`${more}sha224`, 'sha224'],
  [`${xenc}sha256`, 'sha256'],
  [`${more}sha384`, 'sha384'],
  [`${xenc}sha512`, 'sha512'],
]);

interface SignatureAlgorithm {
  hash: string;
  kind: 'rsa' | 'rsa-pss' | 'ec';
}

const signatures = new Map<string, SignatureAlgorithm>([
  [`${dsig}rsa-sha1`, { hash: 'sha1', kind: 'rsa' }],
  [`${more}rsa-md5`, { hash: 'md5', kind: 'rsa' }],
  ...['sha224', 'sha256', 'sha384', 'sha512'].flatMap((hash): [string, SignatureAlgorithm][] => [
    [`${more}rsa-${hash}`, { hash, kind: 'rsa' }],
    [`${more}ecdsa-${hash}`, { hash, kind: 'ec' }],
    [`${more2007}${hash}-rsa-MGF1`, { hash, kind: 'rsa-pss' }],
  ]),
  [`${more}ecdsa-sha1`, { hash: 'sha1', kind: 'ec' }],
]);

const weak = new Set(['sha1', 'md5']);

/** Whether an algorithm is strong enough, only too weak, or none that SAML knows (HMAC among them). */
export type Standing = 'good' | 'weak' | 'forbidden';

function standing(hash: string | undefined): Standing {
  if (hash === undefined) return 'forbidden';
  return weak.has(hash) ? 'weak' : 'good';
}

export function digestStanding(uri: string): Standing {
  return standing(digests.get(uri));
}

export function signatureStanding(uri: string): Standing {
  return standing(signatures.get(uri)?.hash);
}

/** The digest of a canonical text under an algorithm whose standing is not forbidden, base64. */
export function digest(uri: string, text: string): string {
  return createHash(digests.get(uri) ?? 'sha256')
    .update(text, 'utf8')
    .digest('base64');
}

/** Whether a signature value fits; false also when the key is of another kind than the algorithm. */
export function signatureFits(uri: string, key: KeyObject, text: string, value: Buffer): boolean {
  const algorithm = signatures.get(uri);
  if (algorithm === undefined) return false;
  if (key.asymmetricKeyType !== (algorithm.kind === 'ec' ? 'ec' : 'rsa')) return false;
  const data = Buffer.from(text, 'utf8');
  if (algorithm.kind === 'ec') return verify(algorithm.hash, data, { key, dsaEncoding: 'ieee-p1363' }, value);
  if (algorithm.kind === 'rsa') return verify(algorithm.hash, data, key, value);
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return verify(algorithm.hash, data, { key, ...padding }, value);
}
