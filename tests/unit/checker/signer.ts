/** A small identity provider of the checker's tests: writes a response as text and signs it by hand. */

import { createHash, createPrivateKey, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

import { DOMParser } from '@xmldom/xmldom';
import forge from 'node-forge';
import { ExclusiveCanonicalization } from 'xml-crypto';

import type { CheckContext } from '../../../checker/check.ts';

export interface Pair {
  key: KeyObject;
  /** PEM. */
  certificate: string;
  base64: string;
}

/** A key pair with a self-signed certificate. */
export function pair(name: string, bits = 2048): Pair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey.export({ type: 'spki', format: 'pem' }).toString());
  certificate.serialNumber = '01';
  certificate.validity.notAfter = new Date('2050-01-01');
  certificate.setSubject([{ name: 'commonName', value: name }]);
  certificate.setIssuer([{ name: 'commonName', value: name }]);
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  certificate.sign(forge.pki.privateKeyFromPem(pem), forge.md.sha256.create());
  const armoured = forge.pki.certificateToPem(certificate);
  return { key: createPrivateKey(pem), certificate: armoured, base64: armoured.replace(/-----[^-]+-----|\s/g, '') };
}

export const idp = pair('idp');
export const stranger = pair('stranger');

export const now = new Date('2026-11-22T12:00:00.000Z');
export const acsUrl = 'https://sp.example/acs?c=1';
export const entityId = 'https://sp.example/saml';
export const issuer = 'https://sts.windows.net/11111111-2222-3333-4444-555555555555/';
export const requestId = '_request-1';

export const context: CheckContext = {
  now,
  skewSeconds: 180,
  trustedCertificates: [idp.certificate],
  idpEntityId: issuer,
  sp: { entityId, acsUrl },
  requestId,
  requiredClaims: ['role'],
  singleValuedClaims: ['role'],
};

/** An instant so many seconds from now. */
export function at(seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

export function confirmation({
  method = bearer,
  attributes = `InResponseTo="${requestId}" NotOnOrAfter="${at(3600)}" Recipient="${acsUrl}"`,
} = {}): string {
  return `<SubjectConfirmation Method="${method}"><SubjectConfirmationData ${attributes}/></SubjectConfirmation>`;
}

export interface AssertionParts {
  id?: string;
  attributes?: string;
  issuer?: string;
  nameId?: string;
  confirmations?: string;
  subject?: string;
  window?: string;
  restrictions?: string;
  conditions?: string;
  advice?: string;
  attributeStatement?: string;
  authn?: string;
}

export function audience(...names: string[]): string {
  return `<AudienceRestriction>${names.map((name) => `<Audience>${name}</Audience>`).join('')}</AudienceRestriction>`;
}

export function assertion(parts: AssertionParts = {}): string {
  const window = parts.window ?? `NotBefore="${at(-300)}" NotOnOrAfter="${at(3600)}"`;
  return [
    `<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="${parts.id ?? '_a1'}" ${parts.attributes ?? `IssueInstant="${at(0)}" Version="2.0"`}>`,
    parts.issuer ?? `<Issuer>${issuer}</Issuer>`,
    parts.subject ??
      `<Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">${parts.nameId ?? 'b.simon@contoso.com'}</NameID>${parts.confirmations ?? confirmation()}</Subject>`,
    parts.conditions ?? `<Conditions ${window}>${parts.restrictions ?? audience(entityId)}</Conditions>`,
    parts.advice ?? '',
    parts.attributeStatement ??
      '<AttributeStatement><Attribute Name="role"><AttributeValue>reader</AttributeValue></Attribute></AttributeStatement>',
    parts.authn ??
      `<AuthnStatement AuthnInstant="${at(-60)}" SessionIndex="_a1"><AuthnContext><AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></AuthnStatement>`,
    '</Assertion>',
  ].join('');
}

export interface ResponseParts {
  attributes?: string;
  issuer?: string;
  extensions?: string;
  status?: string;
}

export function status(code: string, inner = ''): string {
  return `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${code}"/>${inner}</samlp:Status>`;
}

export function response(content: string, parts: ResponseParts = {}): string {
  const attributes =
    parts.attributes ??
    `ID="_r1" Version="2.0" IssueInstant="${at(0)}" Destination="${acsUrl}" InResponseTo="${requestId}"`;
  return [
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ${attributes}>`,
    parts.issuer ?? `<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</Issuer>`,
    parts.extensions ?? '',
    parts.status ?? status('Success'),
    content,
    '</samlp:Response>',
  ].join('');
}

const ds = 'http://www.w3.org/2000/09/xmldsig#';
export const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const enveloped = `${ds}enveloped-signature`;
export const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
export const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

export interface SignOptions {
  /** ID of the element that is digested and that the Signature is put into. */
  id?: string;
  signer?: Pair;
  hash?: string;
  signatureMethod?: string;
  digestMethod?: string;
  canonicalization?: string;
  /** Whole Reference elements instead of the honest one; gets the honest one. */
  references?: (honest: string) => string;
  uri?: string | null;
  transforms?: string[];
  keyInfo?: string;
  objects?: string;
  /** Changes the finished Signature. */
  finish?: (signature: string) => string;
}

export function x509(base64: string): string {
  return `<KeyInfo><X509Data><X509Certificate>${base64}</X509Certificate></X509Data></KeyInfo>`;
}

function canonical(xml: string, id: string): string {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const element = Array.from(document.getElementsByTagName('*')).find(
    (found) => found.hasAttribute('ID') && found.getAttribute('ID') === id,
  );
  if (element === undefined) throw new Error(`no element with the ID ${id}`);
  return new ExclusiveCanonicalization().process(element, {});
}

/** Signs one element of a message; the Signature is put straight after its Issuer. */
export function sign(xml: string, options: SignOptions = {}): string {
  const id = options.id ?? '_a1';
  const hash = options.hash ?? 'sha256';
  const signer = options.signer ?? idp;
  const digestHash = options.digestMethod?.endsWith('#sha1')
    ? 'sha1'
    : options.digestMethod?.endsWith('#sha512')
      ? 'sha512'
      : 'sha256';
  const digest = createHash(digestHash).update(canonical(xml, id)).digest('base64');
  const uri = options.uri === undefined ? `#${id}` : options.uri;
  const transforms = (options.transforms ?? [enveloped, exclusive]).map((item) =>
    item.startsWith('<') ? item : `<Transform Algorithm="${item}"></Transform>`,
  );
  const honest = [
    `<Reference${uri === null ? '' : ` URI="${uri}"`}><Transforms>${transforms.join('')}</Transforms>`,
    `<DigestMethod Algorithm="${options.digestMethod ?? sha256}"></DigestMethod><DigestValue>${digest}</DigestValue></Reference>`,
  ].join('');
  const signedInfo = [
    `<SignedInfo xmlns="${ds}"><CanonicalizationMethod Algorithm="${options.canonicalization ?? exclusive}"></CanonicalizationMethod>`,
    `<SignatureMethod Algorithm="${options.signatureMethod ?? rsaSha256}"></SignatureMethod>`,
    options.references?.(honest) ?? honest,
    '</SignedInfo>',
  ].join('');
  const value = createSign(hash).update(signedInfo).sign(signer.key, 'base64');
  const keyInfo = options.keyInfo ?? x509(signer.base64);
  const signature = `<Signature xmlns="${ds}">${signedInfo}<SignatureValue>${value}</SignatureValue>${keyInfo}${options.objects ?? ''}</Signature>`;
  return insertSignature(xml, id, options.finish?.(signature) ?? signature);
}

/** Puts a Signature straight after the Issuer of the element with this ID, or first where it has none. */
export function insertSignature(xml: string, id: string, signature: string): string {
  const start = xml.indexOf('>', xml.indexOf(`ID="${id}"`)) + 1;
  const issuerEnd = /^\s*<(?:\w+:)?Issuer[^>]*>[^]*?<\/(?:\w+:)?Issuer>/.exec(xml.slice(start))?.[0].length ?? 0;
  return xml.slice(0, start + issuerEnd) + signature + xml.slice(start + issuerEnd);
}

/** The Signature element of a signed text. */
export function signatureOf(xml: string): string {
  return /<Signature [^]*?<\/Signature>/.exec(xml)?.[0] ?? '';
}

/** An honest response with a signed assertion. */
export function honest(
  parts: AssertionParts = {},
  responseParts: ResponseParts = {},
  options: SignOptions = {},
): string {
  return sign(response(assertion(parts), responseParts), options);
}
