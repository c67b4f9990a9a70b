/** The request as received: what our own reader understood of it, and how it travelled. */

/** One attribute or rule of a request that is not as the schema or a profile wants it; never a reason to refuse. */
export interface Finding {
  code: string;
  message: string;
}

/** An AuthnRequest as our own reader understood it; absent properties were absent in the message. */
export interface AuthnRequest {
  id?: string;
  version?: string;
  issueInstant?: string;
  issuer?: string;
  destination?: string;
  assertionConsumerServiceUrl?: string;
  assertionConsumerServiceIndex?: string;
  attributeConsumingServiceIndex?: string;
  protocolBinding?: string;
  providerName?: string;
  consent?: string;
  forceAuthn?: boolean;
  isPassive?: boolean;
  nameIdPolicy?: { format?: string; allowCreate?: string; spNameQualifier?: string };
  requestedAuthnContext?: { comparison: string; classRefs: string[] };
  /** True when a Subject element is present (Entra refuses it). */
  hasSubject: boolean;
  scoping?: { proxyCount?: string; hasIdpList: boolean; requesterIds: string[] };
  /** True when the message itself carries a ds:Signature (POST binding). */
  hasSignature: boolean;
}

/** The AuthnRequest with everything about how it travelled. */
export interface ReceivedRequest {
  /** ISO instant of receipt. */
  at: string;
  binding: 'redirect' | 'post';
  deflated: boolean;
  /** The parameter as it stood in the message, after form or URL decoding. */
  encoded: string;
  /** The raw query string of a Redirect request, for signature checks over the original encoding. */
  rawQuery?: string;
  xml: string;
  relayState?: string;
  signatureAlgorithm?: string;
  signature?: string;
  request: AuthnRequest;
  findings: Finding[];
  userAgent?: string;
}
