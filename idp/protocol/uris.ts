/** The URIs of SAML 2.0 that a response is made of, by their short names. */

export const namespaces = {
  samlp: 'urn:oasis:names:tc:SAML:2.0:protocol',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  xenc: 'http://www.w3.org/2001/04/xmlenc#',
  xs: 'http://www.w3.org/2001/XMLSchema',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

const statusNames =
  'Success Requester Responder VersionMismatch AuthnFailed InvalidAttrNameOrValue InvalidNameIDPolicy NoAuthnContext ' +
  'NoAvailableIDP NoPassive NoSupportedIDP PartialLogout ProxyCountExceeded RequestDenied RequestUnsupported ' +
  'RequestVersionDeprecated RequestVersionTooHigh RequestVersionTooLow ResourceNotRecognized TooManyResponses ' +
  'UnknownAttrProfile UnknownPrincipal UnsupportedBinding';

/** SAML Core section 3.2.2.2; the first four may stand at the top level. */
const statusCodes = new Map(statusNames.split(' ').map((name) => [name, `urn:oasis:names:tc:SAML:2.0:status:${name}`]));

/** The URI of a status by its short name (`NoPassive`); a URI is given back as it is. */
export function statusCode(name: string): string {
  return statusCodes.get(name) ?? name;
}

export const confirmationMethods = {
  bearer: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
  'holder-of-key': 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key',
  'sender-vouches': 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches',
} as const;
