/** Reads an SP's metadata: every assertion consumer service, every key, and what it asks for. */

import type { XmlElement } from 'libxml2-wasm';
import { attributeOf, booleanOf, childElements, compact } from './elements.ts';
import { schemaFindings } from './schema.ts';
import type { Finding } from './types.ts';
import { namespaces } from './uris.ts';
import { received, withXml, XmlRefused } from './xml.ts';

const md = 'urn:oasis:names:tc:SAML:2.0:metadata';

export interface SpEndpoint {
  url: string;
  binding: string;
  index?: string;
  isDefault?: boolean;
  /** Where responses go when that is another place (logout). */
  responseUrl?: string;
}

/** What an SP's metadata says; certificates as PEM with armour. */
export interface SpMetadata {
  entityId: string;
  /** In the order of the document. */
  acs: SpEndpoint[];
  slo: SpEndpoint[];
  signingCertificates: string[];
  encryptionCertificates: string[];
  wantAssertionsSigned?: boolean;
  authnRequestsSigned?: boolean;
  nameIdFormats: string[];
  findings: Finding[];
}

export type SpMetadataErrorCode = 'unreadable' | 'not-metadata' | 'no-sp' | 'several-sps' | 'no-entity-id' | 'no-acs';

/** The text cannot serve as an SP's metadata; the message says what was found instead. */
export class SpMetadataError extends Error {
  readonly code: SpMetadataErrorCode;

  constructor(code: SpMetadataErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'SpMetadataError';
    this.code = code;
  }
}

interface Sp {
  entity: XmlElement;
  role: XmlElement;
}

function entitiesIn(element: XmlElement): XmlElement[] {
  if (element.namespaceUri === md && element.name === 'EntityDescriptor') return [element];
  if (element.namespaceUri !== md || element.name !== 'EntitiesDescriptor') return [];
  return childElements(element, md).flatMap(entitiesIn);
}

function theSp(root: XmlElement, entityId: string | undefined): Sp {
  const entities = entitiesIn(root);
  if (entities.length === 0) {
    throw new SpMetadataError(
      'not-metadata',
      `This is no SAML metadata: expected an EntityDescriptor (or EntitiesDescriptor) of ${md}, found «${root.name}» of «${root.namespaceUri}».`,
    );
  }
  const sps = entities.flatMap((entity) =>
    childElements(entity, md, 'SPSSODescriptor').map((role): Sp => ({ entity, role })),
  );
  const nameOf = (sp: Sp): string => attributeOf(sp.entity, 'entityID') ?? '(none)';
  const matching = entityId === undefined ? sps : sps.filter((sp) => nameOf(sp) === entityId);
  const [sp] = matching;
  if (sp === undefined) {
    const found = sps.length === 0 ? 'there is no SPSSODescriptor in it' : `it has ${sps.map(nameOf).join(', ')}`;
    throw new SpMetadataError(
      'no-sp',
      `The metadata describes no service provider${entityId === undefined ? '' : ` «${entityId}»`}: ${found}.`,
    );
  }
  if (matching.length > 1) {
    throw new SpMetadataError(
      'several-sps',
      `The metadata describes ${matching.length} service providers (${matching.map(nameOf).join(', ')}); say which one by its entity id.`,
    );
  }
  return sp;
}

function endpoints(role: XmlElement, name: string): SpEndpoint[] {
  return childElements(role, md, name).map((one) =>
    compact<SpEndpoint>({
      url: attributeOf(one, 'Location') ?? '',
      binding: attributeOf(one, 'Binding') ?? '',
      index: attributeOf(one, 'index'),
      isDefault: booleanOf(one, 'isDefault'),
      responseUrl: attributeOf(one, 'ResponseLocation'),
    }),
  );
}

function armoured(base64: string): string {
  const lines = base64.replace(/\s/g, '').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** Metadata section 2.4.1.1: a KeyDescriptor without `use` serves both purposes. */
function certificates(role: XmlElement, use: 'signing' | 'encryption'): string[] {
  return childElements(role, md, 'KeyDescriptor')
    .filter((descriptor) => [undefined, use].includes(attributeOf(descriptor, 'use') as typeof use | undefined))
    .flatMap((descriptor) => childElements(descriptor, namespaces.ds, 'KeyInfo'))
    .flatMap((info) => childElements(info, namespaces.ds, 'X509Data'))
    .flatMap((data) => childElements(data, namespaces.ds, 'X509Certificate'))
    .map((certificate) => armoured(certificate.content));
}

function metadataOf({ entity, role }: Sp, findings: Finding[]): SpMetadata {
  const entityId = attributeOf(entity, 'entityID');
  if (entityId === undefined || entityId === '') {
    throw new SpMetadataError('no-entity-id', 'The EntityDescriptor has no entityID; the SP cannot be registered.');
  }
  const acs = endpoints(role, 'AssertionConsumerService').filter(({ url }) => url !== '');
  if (acs.length === 0) {
    throw new SpMetadataError(
      'no-acs',
      `The metadata of «${entityId}» has no AssertionConsumerService with a Location, so no answer can be delivered.`,
    );
  }
  return compact<SpMetadata>({
    entityId,
    acs,
    slo: endpoints(role, 'SingleLogoutService'),
    signingCertificates: certificates(role, 'signing'),
    encryptionCertificates: certificates(role, 'encryption'),
    wantAssertionsSigned: booleanOf(role, 'WantAssertionsSigned'),
    authnRequestsSigned: booleanOf(role, 'AuthnRequestsSigned'),
    nameIdFormats: childElements(role, md, 'NameIDFormat').map((format) => format.content.trim()),
    findings,
  });
}

/**
 * Reads the metadata of one SP. Schema errors are findings.
 * @param entityId which one, for a document that describes several
 * @throws SpMetadataError when the text is no metadata, describes no SP or several, or has no ACS
 */
export function readSpMetadata(xml: string, entityId?: string): SpMetadata {
  try {
    return withXml(xml.replace(/^\uFEFF/, ''), received, (document) =>
      metadataOf(theSp(document.root, entityId), schemaFindings(document, 'metadata')),
    );
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error;
    throw new SpMetadataError('unreadable', `The SP's metadata cannot be read. ${error.message}`, { cause: error });
  }
}

const POST_BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

/** The reply URLs that can take a POST, the default one first (Metadata section 2.2.3: isDefault, else the first not marked false). */
export function postEndpoints(metadata: SpMetadata): string[] {
  const offered = metadata.acs.filter(({ binding }) => binding === POST_BINDING);
  const first =
    offered.find(({ isDefault }) => isDefault === true) ??
    offered.find(({ isDefault }) => isDefault === undefined) ??
    offered[0];
  return first === undefined ? [] : [first.url, ...offered.filter((one) => one !== first).map(({ url }) => url)];
}
