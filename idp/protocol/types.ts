/** What flows through the protocol room: the request as received, the typed response plan, and the openings for a deviation. */

import type { KeyObject } from 'node:crypto';
import type { LogoutMutation, LogoutRecord } from './logout-types.ts';
import type { Attribute, KeyName, NameId, ResponsePlan } from './plan-types.ts';
import type { ReceivedRequest } from './request-types.ts';

export type * from './plan-types.ts';
export type * from './request-types.ts';

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
  idp: {
    entityId: string;
    tenantId: string;
    baseUrl: string;
    certificateBase64: string;
    metadata: () => string;
    /** Query string of a genuine LogoutResponse to somebody who signed out elsewhere, with its detached signature. */
    signedLogout: () => string;
  };
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
  /** What an earlier answer said, where the exchange names one. */
  earlier?: ResponsePlan;
}

/** An HTML form that the browser will submit, or (method get) a link that it will follow. */
export interface FormPost {
  action: string;
  method: 'post' | 'get';
  fields: [name: string, value: string][];
}

/**
 * A deviation from the honest path: at most four pure functions, and three for single logout. An empty one yields
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
