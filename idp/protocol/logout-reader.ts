/** Our own reader of logout messages that SPs send: bounded, and lenient where Entra is. */

import type { XmlElement } from 'libxml2-wasm';
import { decodeMessage, type Decoded } from './decode.ts';
import { attributeOf, childElements, compact } from './elements.ts';
import { AadstsError } from './errors.ts';
import { checkedQuery } from './logout-query.ts';
import type { LogoutMessage, ReceivedLogout } from './logout-types.ts';
import type { Incoming } from './request.ts';
import { schemaFindings } from './schema.ts';
import type { NameId } from './types.ts';
import { namespaces } from './uris.ts';
import { received, withXml, XmlRefused } from './xml.ts';
import { rootName } from './xml-text.ts';

/** A logout message, unpacked. */
export interface LogoutText {
  message: LogoutMessage;
  xml: string;
}

/** The message, decoded, whichever of the two parameters carries it; undefined for what cannot be read. */
export function decodedIn({ parameters }: Incoming): Decoded | undefined {
  const encoded = parameters.get('SAMLRequest') ?? parameters.get('SAMLResponse');
  if (encoded === null) return undefined;
  try {
    return decodeMessage(encoded);
  } catch (error) {
    if (error instanceof AadstsError) return undefined;
    throw error;
  }
}

/** The text of a logout message: a SAMLResponse (nothing else answers an IdP), or a SAMLRequest whose root says so. */
export function logoutTextOf(decoded: Decoded | undefined): LogoutText | undefined {
  if (decoded === undefined) return undefined;
  const { xml } = decoded;
  const name = rootName(xml);
  return name === 'LogoutRequest' || name === 'LogoutResponse' ? { message: name, xml } : undefined;
}

function nameIdOf(element: XmlElement | undefined): NameId | undefined {
  if (element === undefined) return undefined;
  return compact<NameId>({
    value: element.content,
    format: attributeOf(element, 'Format'),
    nameQualifier: attributeOf(element, 'NameQualifier'),
    spNameQualifier: attributeOf(element, 'SPNameQualifier'),
  });
}

function read(root: XmlElement): Omit<ReceivedLogout, 'message' | 'xml' | 'signature' | 'findings'> {
  const child = (namespace: string, name: string): XmlElement | undefined => childElements(root, namespace, name)[0];
  const status = child(namespaces.samlp, 'Status');
  const code = status && childElements(status, namespaces.samlp, 'StatusCode')[0];
  return compact<ReturnType<typeof read>>({
    id: attributeOf(root, 'ID'),
    version: attributeOf(root, 'Version'),
    issueInstant: attributeOf(root, 'IssueInstant'),
    destination: attributeOf(root, 'Destination'),
    inResponseTo: attributeOf(root, 'InResponseTo'),
    notOnOrAfter: attributeOf(root, 'NotOnOrAfter'),
    issuer: child(namespaces.saml, 'Issuer')?.content,
    nameId: nameIdOf(child(namespaces.saml, 'NameID')),
    sessionIndexes: childElements(root, namespaces.samlp, 'SessionIndex').map(({ content }) => content),
    status: code && attributeOf(code, 'Value'),
  });
}

/**
 * Reads a logout message.
 * @param certificatesOf the signing certificates of an issuer, PEM, as far as they are known
 * @throws AadstsError 50061 when the XML cannot be read
 */
export function readLogout(
  { message, xml }: LogoutText,
  incoming: Incoming,
  certificatesOf: (issuer: string | undefined) => string[],
): ReceivedLogout {
  try {
    const [found, findings] = withXml(
      xml,
      received,
      (document) => [read(document.root), schemaFindings(document, 'protocol')] as const,
    );
    const { rawQuery = '', parameters } = incoming;
    return compact<ReceivedLogout>({
      ...found,
      message,
      xml,
      relayState: parameters.get('RelayState') ?? undefined,
      signature: checkedQuery(rawQuery, certificatesOf(found.issuer)),
      findings,
    });
  } catch (cause) {
    if (!(cause instanceof XmlRefused)) throw cause;
    throw new AadstsError('50061', `The logout message cannot be read: ${cause.message}`, { cause });
  }
}
