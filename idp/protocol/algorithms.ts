/** Algorithm URIs of XML Signature and XML Encryption, and what node:crypto calls them. */

export const canonicalization = {
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  exclusiveWithComments: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  inclusiveWithComments: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
  inclusive11: 'http://www.w3.org/2006/12/xml-c14n11',
  inclusive11WithComments: 'http://www.w3.org/2006/12/xml-c14n11#WithComments',
} as const;

export const transforms = {
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  xslt: 'http://www.w3.org/TR/1999/REC-xslt-19991116',
  xpath: 'http://www.w3.org/TR/1999/REC-xpath-19991116',
  base64: 'http://www.w3.org/2000/09/xmldsig#base64',
} as const;

export const digestMethods = {
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha224: 'http://www.w3.org/2001/04/xmldsig-more#sha224',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha384: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
  md5: 'http://www.w3.org/2001/04/xmldsig-more#md5',
} as const;

export const signatureMethods = {
  rsaSha1: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  rsaSha224: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha224',
  rsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  rsaSha384: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
  rsaSha512: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  rsaMd5: 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5',
  rsaPssSha256: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
  hmacSha1: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
  hmacSha256: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
  hmacSha384: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha384',
  hmacSha512: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha512',
} as const;

export const contentEncryption = {
  aes128Cbc: 'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
  aes256Cbc: 'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
  aes128Gcm: 'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  aes256Gcm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
} as const;

export const keyTransport = {
  rsaOaepMgf1p: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  rsaOaep: 'http://www.w3.org/2009/xmlenc11#rsa-oaep',
  rsa15: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5',
} as const;

/** How a signature URI is carried out. */
export interface SignatureAlgorithm {
  scheme: 'rsa' | 'rsa-pss' | 'hmac';
  hash: string;
}

const hashes = new Map<string, string>(Object.entries(digestMethods).map(([name, uri]) => [uri, name]));

/** The hash that a digest URI names. An unknown URI is carried out with SHA-256, so that a case may name anything. */
export function hashOf(digestMethod: string): string {
  return hashes.get(digestMethod) ?? 'sha256';
}

/** What a signature URI names. An unknown URI is carried out as RSA with SHA-256, so that a case may name anything. */
export function signatureAlgorithmOf(signatureMethod: string): SignatureAlgorithm {
  const fragment = signatureMethod.slice(signatureMethod.indexOf('#') + 1).toLowerCase();
  const hash = /md5|sha(?:1|224|256|384|512)$|sha(?:224|256|384|512)(?=-rsa-mgf1$)/.exec(fragment)?.[0] ?? 'sha256';
  if (fragment.startsWith('hmac-')) return { scheme: 'hmac', hash };
  return { scheme: fragment.endsWith('-rsa-mgf1') ? 'rsa-pss' : 'rsa', hash };
}

/** How a canonicalization URI is carried out; undefined when it is not one. */
export function canonicalFormOf(
  uri: string,
): { exclusive: boolean; version11: boolean; comments: boolean } | undefined {
  if (!(Object.values(canonicalization) as string[]).includes(uri)) return undefined;
  return {
    exclusive: uri.startsWith(canonicalization.exclusive),
    version11: uri.startsWith(canonicalization.inclusive11),
    comments: uri.endsWith('#WithComments'),
  };
}
