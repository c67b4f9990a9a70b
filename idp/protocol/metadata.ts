/** The IdP's metadata: in Entra's shape, with the WS-Federation roles that some SPs refuse, and as plain SAML. */

import type { Tenant } from '../tenant/model.ts';
import { claimTypesOffered } from './claim-types-offered.ts';
import { escapeAttribute, escapeText } from './xml.ts';

/** The IdP's entity id: an identifier only, nothing is fetched from that host (reference: entra.md section 1). */
export function entityIdOf(tenant: Tenant): string {
  return `https://sts.windows.net/${tenant.id}/`;
}

/** Where SPs send requests. */
export function ssoUrlOf(tenant: Pick<Tenant, 'id'>, baseUrl: string): string {
  return `${baseUrl}/${tenant.id}/saml2`;
}

export interface MetadataInput {
  tenant: Tenant;
  /** Without a trailing slash. */
  baseUrl: string;
  /** Signing certificates as one base64 line each; the active one first. */
  certificates: string[];
  /** Certificates that are published for encryption only. */
  encryptionCertificates?: string[];
  form: 'entra' | 'saml';
  /** Tenant segment of the addresses; default the tenant's id. */
  segment?: string;
  /** ID of the root element: an NCName. */
  id: string;
  /** Puts an enveloped signature over the root; the Entra form is signed, the plain one need not be. */
  sign?: (xml: string, id: string) => string;
}

const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

const wsFederation = 'http://docs.oasis-open.org/wsfed/federation/200706';
const wsAuthorization = 'http://docs.oasis-open.org/wsfed/authorization/200706';
const wsAddressing = 'http://www.w3.org/2005/08/addressing';

function keyDescriptors(certificates: string[], use: 'signing' | 'encryption' = 'signing'): string {
  return certificates
    .map(
      (certificate) =>
        `<KeyDescriptor use="${use}"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`,
    )
    .join('');
}

function endpointReference(element: string, address: string): string {
  return `<fed:${element}><wsa:EndpointReference xmlns:wsa="${wsAddressing}"><wsa:Address>${escapeText(address)}</wsa:Address></wsa:EndpointReference></fed:${element}>`;
}

function claimTypes(): string {
  const types = claimTypesOffered.map(
    ([uri, name, description]) =>
      `<auth:ClaimType xmlns:auth="${wsAuthorization}" Uri="${escapeAttribute(uri)}"><auth:DisplayName>${escapeText(name)}</auth:DisplayName><auth:Description>${escapeText(description)}</auth:Description></auth:ClaimType>`,
  );
  return `<fed:ClaimTypesOffered>${types.join('')}</fed:ClaimTypesOffered>`;
}

function role(type: string, content: string): string {
  return `<RoleDescriptor xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="${wsFederation}" xsi:type="fed:${type}" protocolSupportEnumeration="${wsFederation}">${content}</RoleDescriptor>`;
}

function wsFederationRoles(input: MetadataInput): string {
  const keys = keyDescriptors(input.certificates);
  const wsfed = `${input.baseUrl}/${input.segment ?? input.tenant.id}/wsfed`;
  return (
    role(
      'SecurityTokenServiceType',
      keys +
        claimTypes() +
        endpointReference('SecurityTokenServiceEndpoint', wsfed) +
        endpointReference('PassiveRequestorEndpoint', wsfed),
    ) +
    role(
      'ApplicationServiceType',
      keys +
        endpointReference('TargetScopes', entityIdOf(input.tenant)) +
        endpointReference('ApplicationServiceEndpoint', wsfed) +
        endpointReference('PassiveRequestorEndpoint', wsfed),
    )
  );
}

function service(name: string, binding: string, location: string): string {
  return `<${name} Binding="${binding}" Location="${escapeAttribute(location)}"/>`;
}

function samlRole(input: MetadataInput): string {
  const url = ssoUrlOf({ id: input.segment ?? input.tenant.id }, input.baseUrl);
  const keys = keyDescriptors(input.certificates) + keyDescriptors(input.encryptionCertificates ?? [], 'encryption');
  return `<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys}${service('SingleLogoutService', redirect, url)}${service('SingleSignOnService', redirect, url)}${service('SingleSignOnService', post, url)}</IDPSSODescriptor>`;
}

/**
 * The metadata document, without XML declaration and white space. The `entra` form has the order and the absences of real
 * documents (no NameIDFormat, validUntil, contacts …); the `saml` form is valid against the OASIS schema.
 */
export function federationMetadata(input: MetadataInput): string {
  const roles = input.form === 'entra' ? wsFederationRoles(input) : '';
  const root = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" ID="${escapeAttribute(input.id)}" entityID="${escapeAttribute(entityIdOf(input.tenant))}">`;
  const xml = `${root}${roles}${samlRole(input)}</EntityDescriptor>`;
  return input.sign === undefined ? xml : input.sign(xml, input.id);
}
