/** Our own reader of AuthnRequests: bounded, lenient where Entra is, with everything that Entra's rules and the cases look at. */

import { XmlLibError, type XmlDocument, type XmlElement } from 'libxml2-wasm';
import { decodeMessage, type Decoded } from './decode.ts';
import { attributeOf, attributesOf, booleanIn, childElements, compact, elementsNamed } from './elements.ts';
import { AadstsError } from './errors.ts';
import { schemaFindings } from './schema.ts';
import type { AuthnRequest, Finding, ReceivedRequest } from './types.ts';
import { namespaces } from './uris.ts';
import { received, withXml, XmlRefused } from './xml.ts';

/** A request as the web room hands it over. */
export interface Incoming {
  at: Date;
  binding: 'redirect' | 'post';
  /** The form fields, or the parameters of the query string, decoded. */
  parameters: URLSearchParams;
  /** As it stood in the URL; only for the Redirect binding. */
  rawQuery?: string;
  userAgent?: string;
}

function policyOf(policy: XmlElement | undefined): AuthnRequest['nameIdPolicy'] {
  if (policy === undefined) return undefined;
  return compact<NonNullable<AuthnRequest['nameIdPolicy']>>({
    format: attributeOf(policy, 'Format'),
    allowCreate: attributeOf(policy, 'AllowCreate'),
    spNameQualifier: attributeOf(policy, 'SPNameQualifier'),
  });
}

function contextOf(context: XmlElement | undefined): AuthnRequest['requestedAuthnContext'] {
  if (context === undefined) return undefined;
  return {
    // SAML Core section 3.3.2.2.1: exact when absent.
    comparison: attributeOf(context, 'Comparison') ?? 'exact',
    classRefs: childElements(context, namespaces.saml, 'AuthnContextClassRef').map((one) => one.content.trim()),
  };
}

function scopingOf(scoping: XmlElement | undefined): AuthnRequest['scoping'] {
  if (scoping === undefined) return undefined;
  return compact<NonNullable<AuthnRequest['scoping']>>({
    proxyCount: attributeOf(scoping, 'ProxyCount'),
    hasIdpList: childElements(scoping, namespaces.samlp, 'IDPList').length > 0,
    requesterIds: childElements(scoping, namespaces.samlp, 'RequesterID').map((one) => one.content.trim()),
  });
}

function requestOf(root: XmlElement): AuthnRequest {
  if (root.namespaceUri !== namespaces.samlp || root.name !== 'AuthnRequest') {
    throw new AadstsError(
      '75005',
      `The SAMLRequest is no AuthnRequest: its root element is «${root.name}» of namespace «${root.namespaceUri}».`,
    );
  }
  const attributes = attributesOf(root);
  const children = childElements(root);
  const child = (namespace: string, name: string): XmlElement | undefined =>
    elementsNamed(children, namespace, name)[0];
  return compact<AuthnRequest>({
    id: attributes.get('ID'),
    version: attributes.get('Version'),
    issueInstant: attributes.get('IssueInstant'),
    issuer: child(namespaces.saml, 'Issuer')?.content,
    destination: attributes.get('Destination'),
    assertionConsumerServiceUrl: attributes.get('AssertionConsumerServiceURL'),
    assertionConsumerServiceIndex: attributes.get('AssertionConsumerServiceIndex'),
    attributeConsumingServiceIndex: attributes.get('AttributeConsumingServiceIndex'),
    protocolBinding: attributes.get('ProtocolBinding'),
    providerName: attributes.get('ProviderName'),
    consent: attributes.get('Consent'),
    forceAuthn: booleanIn(attributes.get('ForceAuthn')),
    isPassive: booleanIn(attributes.get('IsPassive')),
    nameIdPolicy: policyOf(child(namespaces.samlp, 'NameIDPolicy')),
    requestedAuthnContext: contextOf(child(namespaces.samlp, 'RequestedAuthnContext')),
    hasSubject: child(namespaces.saml, 'Subject') !== undefined,
    scoping: scopingOf(child(namespaces.samlp, 'Scoping')),
    hasSignature: child(namespaces.ds, 'Signature') !== undefined,
  });
}

function lineOf(error: XmlRefused): string {
  const detail = error.cause instanceof XmlLibError ? error.cause.details[0] : undefined;
  return detail === undefined ? '' : ` at line ${detail.line}, position ${Math.max(detail.col, 1)}`;
}

/** XML 1.0 production [2]: no reference may stand for these either. */
const notXml = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

function asRefusal(error: XmlRefused, xml: string): AadstsError {
  if (error.code === 'too-large') return new AadstsError('90015', error.message, { cause: error, status: 413 });
  if (error.code === 'doctype') return new AadstsError('75005', error.message, { cause: error });
  if (notXml.test(xml)) {
    const message = 'The XML of the SAML message holds characters that XML cannot carry.';
    return new AadstsError('90107', message, { cause: error });
  }
  return new AadstsError('7500525', `The XML of the SAML message is broken${lineOf(error)}.`, { cause: error });
}

function transportFindings(incoming: Incoming, deflated: boolean): Finding[] {
  const findings: Finding[] = [];
  const { binding, parameters } = incoming;
  if (parameters.getAll('SAMLRequest').length > 1) {
    findings.push({ code: 'parameter-repeated', message: 'SAMLRequest is there more than once; the first was read.' });
  }
  if (deflated === (binding === 'redirect')) return findings;
  const message =
    binding === 'redirect'
      ? 'The message of a Redirect request is not deflated (SAML Bindings section 3.4.4.1).'
      : 'The message of a POST request is deflated; only Redirect has that encoding (SAML Bindings section 3.5.4).';
  return [...findings, { code: 'encoding', message }];
}

/**
 * Reads a request. Breaches of the schema become findings; only a message that cannot be read at all is refused.
 * @param decoded its SAMLRequest, where somebody has decoded it already
 * @throws AadstsError 750054 without a message, 75005 or 7500525 when it cannot be read, 90015 when it is too large
 */
export function readRequest(incoming: Incoming, decoded?: Decoded): ReceivedRequest {
  const { parameters, binding } = incoming;
  const encoded = parameters.get('SAMLRequest');
  if (encoded === null || encoded === '') {
    throw new AadstsError('750054', 'The request carries no SAMLRequest parameter, so there is nothing to answer.');
  }
  const { xml, deflated } = decoded ?? decodeMessage(encoded);
  let request: AuthnRequest;
  let findings: Finding[];
  try {
    [request, findings] = withXml(xml, received, (document: XmlDocument) => [
      requestOf(document.root),
      schemaFindings(document, 'protocol'),
    ]);
  } catch (error) {
    if (error instanceof XmlRefused) throw asRefusal(error, xml);
    throw error;
  }
  return compact<ReceivedRequest>({
    at: incoming.at.toISOString(),
    binding,
    deflated,
    encoded,
    rawQuery: binding === 'redirect' ? incoming.rawQuery : undefined,
    xml,
    relayState: parameters.get('RelayState') ?? undefined,
    signatureAlgorithm: parameters.get('SigAlg') ?? undefined,
    signature: parameters.get('Signature') ?? undefined,
    request,
    findings: [...transportFindings(incoming, deflated), ...findings],
    userAgent: incoming.userAgent,
  });
}
