/** Metadata of this service provider (Metadata 2.4.4). */

import type { Policy } from '../policy.ts';
import { escapeXml } from './request.ts';

export interface MetadataFacts {
  entityId: string;
  acsUrl: string;
  wantAssertionsSigned: boolean;
  authnRequestsSigned: boolean;
  sloUrl: string;
  /** What requests and logout messages are signed with: DER as one base64 line. */
  signingCertificate: string;
  /** What assertions may be encrypted to, the preferred one first: DER as base64 lines. */
  encryptionCertificates: string[];
  policy: Policy;
}

function publishedEntityId({ entityId, policy }: MetadataFacts): string {
  return policy.forgets('metadata-entity-id') ? 'sp' : entityId;
}

function endpoint(url: string, index: number): string {
  return (
    '<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"' +
    ` Location="${escapeXml(url)}" index="${index}"${index === 0 ? ' isDefault="true"' : ''}/>`
  );
}

function keyDescriptor(use: 'signing' | 'encryption', certificate: string): string {
  return (
    `<md:KeyDescriptor use="${use}">` +
    '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>' +
    `<ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`
  );
}

export function metadata(facts: MetadataFacts): string {
  const { policy } = facts;
  const plain = policy.forgets('metadata-https') ? endpoint(facts.acsUrl.replace(/^https:/, 'http:'), 1) : '';
  const endpoints = endpoint(facts.acsUrl, 0) + plain;
  const slo =
    '<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"' +
    ` Location="${escapeXml(facts.sloUrl)}"/>`;
  const format = '<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>';
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${escapeXml(publishedEntityId(facts))}">` +
    '<md:SPSSODescriptor' +
    ` AuthnRequestsSigned="${facts.authnRequestsSigned}"` +
    ` WantAssertionsSigned="${facts.wantAssertionsSigned}"` +
    ' protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">' +
    keyDescriptor('signing', facts.signingCertificate) +
    facts.encryptionCertificates.map((certificate) => keyDescriptor('encryption', certificate)).join('') +
    slo +
    (policy.forgets('metadata-schema') ? endpoints + format : format + endpoints) +
    '</md:SPSSODescriptor></md:EntityDescriptor>\n'
  );
}
