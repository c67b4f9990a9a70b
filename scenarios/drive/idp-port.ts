/** What a driver needs of the IdP: arm an exchange, hold or make an answer, read back what happened. */

import type { Transcript } from '../../idp/protocol/types.ts';
import type { TokenCookie } from './driver.ts';

/** What is to happen under one token, as the control endpoint takes it. Absent: the subject, honest, once, answered at once. */
export interface ArmOrder {
  case?: string;
  /** User principal name. */
  user?: string;
  /** Entity id of the application. */
  application?: string;
  shape?: { signing?: 'assertion' | 'response' | 'both'; encryption?: 'on' | 'off' };
  /** Override of the response plan. */
  plan?: Record<string, unknown>;
  /** Claims by attribute name: a value, several, or null to leave one out. */
  claims?: Record<string, string | string[] | null>;
  times?: number;
  /** Make the answer but show a page without it; the post page delivers it later. */
  hold?: boolean;
  /** Make the answer at once, though no request came; needs `application`. */
  unsolicited?: boolean;
  /** What a browser finds that comes back afterwards: a page that says so (default), or an answer without content. */
  over?: 'page' | 'nothing';
  /** Token of an exchange whose last answer the case's deviation uses again. */
  earlier?: string;
  /** Take the SP's LogoutRequest and never answer it. */
  logout?: { hold: boolean };
}

export interface ArmedExchange {
  token: string;
  cookie: TokenCookie;
  /** Page on the IdP's origin that posts the exchange's last answer by itself. */
  postUrl: string;
  /** Sends the browser to the SP with a LogoutRequest; `?honest` without the deviation. Absent: nothing does. */
  logoutUrl?: string;
}

/** Signing keys that an application's metadata begins or ceases to hold beside the active one. */
export interface KeyOrder {
  /** Entity id. */
  application: string;
  publish?: string[];
  withdraw?: string[];
}

export interface IdpPort {
  /** Absent in an IdP that has one key only. */
  keys?: (order: KeyOrder) => Promise<void>;
  arm: (order: ArmOrder) => Promise<ArmedExchange>;
  transcript: (token: string) => Promise<Transcript>;
}
