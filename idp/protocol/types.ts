/** What flows through the protocol room: the request as received, the typed response plan, and the openings for a deviation. */

import type { KeyObject } from 'node:crypto';
import type { LogoutMutation, LogoutRecord } from './logout-types.ts';

/* ------------------------------------------------------------------ the request, as received */

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

/* ------------------------------------------------------------------ the response, as planned */

/** An attribute value; `raw` is XML put in as it stands (already escaped), for complex content. */
export type AttributeValue = string | { text: string; type?: string } | { nil: true } | { raw: string };

export interface Attribute {
  name: string;
  nameFormat?: string;
  friendlyName?: string;
  values: AttributeValue[];
}

export interface NameId {
  value: string;
  format?: string;
  nameQualifier?: string;
  spNameQualifier?: string;
}

/** All instants are strings as they will stand in the message, so that a case may send any form of them. */
export interface SubjectConfirmation {
  method: string;
  /** Undefined leaves the SubjectConfirmationData element out. */
  data?:
    | {
        inResponseTo?: string | undefined;
        notBefore?: string | undefined;
        notOnOrAfter?: string | undefined;
        recipient?: string | undefined;
        address?: string | undefined;
      }
    | undefined;
}

export interface Conditions {
  notBefore?: string | undefined;
  notOnOrAfter?: string | undefined;
  /** One list per AudienceRestriction element. */
  audienceRestrictions: string[][];
  oneTimeUse?: boolean;
  proxyCount?: number;
  /** XML of further conditions, put in as it stands. */
  extra?: string;
}

export interface AuthnStatement {
  authnInstant: string;
  sessionIndex?: string | undefined;
  sessionNotOnOrAfter?: string | undefined;
  classRef?: string | undefined;
  declRef?: string | undefined;
}

export interface AssertionPlan {
  id?: string | undefined;
  version: string;
  issueInstant: string;
  issuer?: string | undefined;
  /** Undefined leaves the Subject out; `nameId` undefined leaves only the NameID out. */
  subject?: { nameId?: NameId | undefined; confirmations: SubjectConfirmation[] } | undefined;
  conditions?: Conditions | undefined;
  /** XML content of an Advice element, put in as it stands. */
  advice?: string;
  /** Undefined leaves the AttributeStatement out. */
  attributes?: Attribute[] | undefined;
  authnStatements: AuthnStatement[];
}

export interface StatusPlan {
  code: string;
  nested?: string;
  message?: string;
  /** XML content of StatusDetail, put in as it stands. */
  detail?: string;
}

/** Legal ways to write the same message; the default is Entra's own (unprefixed assertion, no white space). */
export interface Style {
  /** Prefix per namespace; an empty string makes it the default namespace of its element. */
  prefixes: { samlp: string; saml: string; ds: string };
  /** Indent with white-space-only text between elements, before signing. */
  pretty: boolean;
  /** Write NameID and AttributeValue text as CDATA sections, before signing. */
  cdata: boolean;
  /** Put every namespace declaration on the Response. */
  hoistNamespaces: boolean;
  /** Put comments between elements (never inside values), before signing. */
  comments: boolean;
  /** Write these characters of text as numeric character references. */
  characterReferences: boolean;
}

/** Whose key signs: see `idp/tenant/keys.ts`. `idp` is the application's active key. */
export type KeyName =
  | 'idp'
  | 'idpNext'
  | 'stranger'
  | 'strangerSameSubject'
  | 'second'
  | 'sp'
  | 'encryptionUse'
  | 'removed'
  | 'rsa4096'
  | 'idpFresh'
  | 'expired';

/** A reference of a Signature; the default is one that names the signed element by its ID. */
export interface ReferencePlan {
  /** `#id` of the signed element when absent. Null leaves the attribute out. */
  uri?: string | null;
  /** Transform URIs in order; a string starting with `<` is a whole ds:Transform element. */
  transforms?: string[];
  digestMethod?: string;
  /** Id of the element whose digest is used when it is not the one that the URI names. */
  digestOf?: string;
  /** The digest value itself, base64, instead of a computed one. */
  digestValue?: string;
}

/** How one element is signed. Every property has Entra's default. */
export interface SignaturePlan {
  key: KeyName;
  /** Algorithm URIs, see `idp/protocol/algorithms.ts`. */
  signatureMethod: string;
  digestMethod: string;
  canonicalization: string;
  transforms: string[];
  /** PrefixList of ec:InclusiveNamespaces, when given. */
  inclusivePrefixes?: string[];
  /** Empty list: a SignedInfo without any Reference. Absent: the one default reference. */
  references?: ReferencePlan[];
  keyInfo: 'certificate' | 'keyValue' | 'none' | { certificateOf: KeyName };
  /** HMAC key bytes for algorithm confusion cases; `key` is then not used. */
  hmacKey?: Buffer;
}

/** Which elements are signed. Applies to every assertion of the plan. Undefined means unsigned. */
export interface SigningPlan {
  assertion?: SignaturePlan | undefined;
  response?: SignaturePlan | undefined;
}

export interface EncryptionPlan {
  /** PEM certificate of the recipient. */
  certificate: string;
  contentAlgorithm: string;
  keyAlgorithm: string;
  /** Digest of OAEP by URI; SHA-1 when absent. */
  digestMethod?: string;
  /** Hash of OAEP's mask; `sha1` when absent, which is all that `rsa-oaep-mgf1p` knows. */
  maskDigest?: 'sha1' | 'sha256';
  /** Where the EncryptedKey stands: inside the EncryptedData (default), or beside it. */
  keyPlacement?: 'inside' | 'beside';
  /** Encrypts only the assertion at this place among the Response's children, counted from 0. */
  only?: number;
  /** The padding of CBC, of this many bytes, in place of the right one. */
  padding?: (length: number) => Buffer;
  /** What is put into the content's CipherValue in place of these bytes, given the text that they hide. */
  ciphertext?: (bytes: Buffer, text: string) => Buffer;
}

/** The whole response as data. A spread over it is the usual deviation. */
export interface ResponsePlan {
  acsUrl: string;
  relayState?: string | undefined;
  id?: string | undefined;
  version: string;
  issueInstant: string;
  destination?: string | undefined;
  inResponseTo?: string | undefined;
  consent?: string;
  issuer?: string | undefined;
  status?: StatusPlan | undefined;
  /** XML content of samlp:Extensions, put in as it stands. */
  extensions?: string;
  assertions: AssertionPlan[];
  signing: SigningPlan;
  encryption?: EncryptionPlan | undefined;
  style: Style;
}

/* ------------------------------------------------------------------ the deviation */

/** A person as the application would be told about them: the raw material of a forgery. */
export interface Person {
  nameId: NameId;
  attributes: Attribute[];
}

/** A key pair with its certificate. KeyObjects are made once: a PEM string halves the signing speed (measured). */
export interface SigningKey {
  privateKey: KeyObject;
  /** The certificate, PEM with armour. */
  certificate: string;
  /** The certificate's DER as one base64 line. */
  certificateBase64: string;
}

export type Keyring = (name: KeyName) => SigningKey;

/** What a deviation may know. Clock, ids and randomness are arguments, so the same facts give the same message. */
export interface Facts {
  now: Date;
  request?: { id?: string; issuer?: string; relayState?: string };
  sp: {
    entityId: string;
    acsUrl: string;
    /** What the SP is configured to tolerate, seconds. */
    clockSkewSeconds: number;
    /** PEM certificates of the SP, when its metadata or profile holds them. */
    signingCertificate?: string;
    encryptionCertificate?: string;
    /** All of the latter that are known, the preferred one first. */
    encryptionCertificates?: string[];
  };
  idp: { entityId: string; tenantId: string; baseUrl: string; certificateBase64: string; metadata: () => string };
  subject: Person;
  victim: Person;
  /** Where outbound requests must never be seen; a loopback listener of ours. */
  canaryUrl: string;
  /** A new `_`+GUID identifier. */
  newId: () => string;
  random: (bytes: number) => Buffer;
  /** Issues an honest message from a plan: a second, genuine message as raw material. Returns its XML. */
  issueHonest: (plan: ResponsePlan) => string;
  /** The plan in effect (after the `plan` opening). */
  plan: ResponsePlan;
}

/** An HTML form that the browser will submit, or (method get) a link that it will follow. */
export interface FormPost {
  action: string;
  method: 'post' | 'get';
  fields: [name: string, value: string][];
}

/**
 * A deviation from the honest path: at most four pure functions, and two for single logout. An empty one yields
 * byte-identical honest output.
 */
export interface Mutation extends LogoutMutation {
  plan?: (plan: ResponsePlan, facts: Facts) => ResponsePlan;
  beforeSigning?: (xml: string, facts: Facts) => string;
  afterSigning?: (xml: string, facts: Facts) => string;
  delivery?: (post: FormPost, facts: Facts) => FormPost;
}

/* ------------------------------------------------------------------ what is handed back */

/** A response as planned and as sent, beside its honest twin made from the same ids and instants. */
export interface Answer {
  at: string;
  plan: ResponsePlan;
  /** XML as sent, before base64. Empty when the delivery sent no XML. */
  xml: string;
  honestXml: string;
  post: FormPost;
}

/** Everything that happened under one exchange token. */
export interface Transcript {
  token: string;
  caseId?: string;
  user: string;
  state: 'armed' | 'used-up';
  requests: ReceivedRequest[];
  answers: Answer[];
  /** AADSTS errors shown instead of an answer. */
  refusals: { at: string; code: string; message: string; correlationId: string }[];
  /** Logout messages in both directions, oldest first; absent when there were none. */
  logouts?: LogoutRecord[];
  /** Requests that arrived after the token was used up, answered by the inert page. */
  afterUse: { at: string; path: string }[];
}

/** Turns a case id into a deviation without importing the catalogue. */
export interface Catalogue {
  list: () => { id: string; title: string; level: string; expect: string }[];
  /** Undefined when no such case exists. */
  mutationOf: (id: string) => Mutation | undefined;
}
