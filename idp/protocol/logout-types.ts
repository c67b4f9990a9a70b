/** What flows through single logout: messages as planned, as sent and as received. Pure types. */

import type { Facts, Finding, KeyName, NameId, StatusPlan } from './types.ts';

export type LogoutMessage = 'LogoutRequest' | 'LogoutResponse';

/** How the query string of a Redirect message is signed (Bindings 3.4.4.1). */
export interface LogoutSignature {
  key: KeyName;
  /** Algorithm URI, see `algorithms.ts`. */
  signatureMethod: string;
}

/** A logout message as data; a spread over it is the usual deviation. Instants stand as they will stand in the message. */
export interface LogoutPlan {
  message: LogoutMessage;
  /** Where the browser is sent: the application's Logout URL. */
  location: string;
  id: string;
  version: string;
  issueInstant: string;
  destination?: string | undefined;
  issuer?: string | undefined;
  /** LogoutRequest only, like the next three. */
  notOnOrAfter?: string | undefined;
  reason?: string | undefined;
  nameId?: NameId | undefined;
  sessionIndexes: string[];
  /** LogoutResponse only, like the status. */
  inResponseTo?: string | undefined;
  status?: StatusPlan | undefined;
  relayState?: string | undefined;
  /** Undefined sends neither SigAlg nor Signature. */
  signature?: LogoutSignature | undefined;
  /** Writes percent escapes as `%3d` instead of `%3D`, before signing, as .NET does. */
  lowerCaseEscapes: boolean;
}

/** What a deviation of a logout message may know. */
export type LogoutFacts = Pick<Facts, 'now' | 'sp' | 'idp' | 'subject' | 'victim' | 'newId' | 'random' | 'canaryUrl'>;

/** The openings of a deviation in single logout. */
export interface LogoutMutation {
  logout?: (plan: LogoutPlan, facts: LogoutFacts) => LogoutPlan;
  /** The message as text, before its query string is signed. */
  logoutXml?: (xml: string, facts: LogoutFacts) => string;
  /** The query string as signed, changed afterwards; `honestXml` is the message without the deviation. */
  logoutQuery?: (query: string, facts: LogoutFacts, honestXml: string) => string;
}

/** A logout message of an SP as our own reader understood it; absent properties were absent in the message. */
export interface ReceivedLogout {
  message: LogoutMessage;
  xml: string;
  id?: string;
  version?: string;
  issueInstant?: string;
  destination?: string;
  issuer?: string;
  notOnOrAfter?: string;
  nameId?: NameId;
  sessionIndexes: string[];
  inResponseTo?: string;
  /** URI of the top-level status. */
  status?: string;
  relayState?: string;
  /** `unchecked`: signed, but no certificate of the SP is known. */
  signature: 'absent' | 'valid' | 'invalid' | 'unchecked';
  findings: Finding[];
}

/** A logout message that passed, in either direction, for the transcript. */
export type LogoutRecord =
  | {
      at: string;
      direction: 'sent';
      plan: LogoutPlan;
      xml: string;
      honestXml: string;
      /** Where the browser was sent, with the query string as it stood. */
      url: string;
    }
  | ({ at: string; direction: 'received' } & ReceivedLogout);

/** One application that a person is signed in to: what a logout must name. */
export interface Participant {
  /** Identifier of the application as it named itself. */
  entityId: string;
  nameId: NameId;
  sessionIndex?: string;
}
