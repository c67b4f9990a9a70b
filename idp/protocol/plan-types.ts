/** The response as planned: everything that stands in the message, is signed or is encrypted, as data. */

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
  /** Local name of elements that the transforms leave out of what is digested. */
  without?: string;
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
  /** Text that is encrypted in front of the assertion. */
  prolog?: string;
  /** The padding of CBC, of this many bytes, in place of the right one. */
  padding?: (length: number) => Buffer;
  /** The whole EncryptedAssertion as it is sent, in place of this text. */
  asSent?: (xml: string) => string;
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
