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
  times?: number;
  /** Make the answer but show a page without it; the post page delivers it later. */
  hold?: boolean;
  /** Make the answer at once, though no request came; needs `application`. */
  unsolicited?: boolean;
}

export interface ArmedExchange {
  token: string;
  cookie: TokenCookie;
  /** Page on the IdP's origin that posts the exchange's last answer by itself. */
  postUrl: string;
}

export interface IdpPort {
  arm: (order: ArmOrder) => Promise<ArmedExchange>;
  transcript: (token: string) => Promise<Transcript>;
}
