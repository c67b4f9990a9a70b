/** What a driver needs of the IdP: arm an exchange, hold or make an answer, read back what happened. */

import type { Transcript } from '../../idp/protocol/types.ts';
import type { TokenCookie } from './driver.ts';

/** What is to happen under one token. Absent: the subject, honest, once, answered at once. */
export interface ArmOrder {
  case?: string;
  /** User principal name. */
  user?: string;
  /** Override of the response plan, as the control endpoint takes it. */
  plan?: Record<string, unknown>;
  times?: number;
  /** Make the answer but show a page without it; the post page delivers it later. */
  hold?: boolean;
}

export interface ArmedExchange {
  token: string;
  cookie: TokenCookie;
  /** Page on the IdP's origin that posts the exchange's last answer by itself. */
  postPageUrl: string;
}

export interface IdpPort {
  arm: (order: ArmOrder) => Promise<ArmedExchange>;
  /** Makes the answer of an armed exchange though no request came. */
  unsolicited: (token: string) => Promise<void>;
  transcript: (token: string) => Promise<Transcript>;
}
