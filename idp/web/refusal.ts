/** The AADSTS error page, and its trace in the transcript. */

import type { AadstsCode, AadstsError } from '../protocol/errors.ts';
import { note, type Exchange } from './exchanges.ts';
import type { Idp } from './idp.ts';
import type { Reply } from './pages.ts';

/** Codes that another user would not run into. */
const personal: AadstsCode[] = [
  '50012',
  '50020',
  '50057',
  '50074',
  '50079',
  '50105',
  '50107',
  '51004',
  '53003',
  '90072',
  '501241',
];

/** The page with code, message, request id, correlation id and timestamp; noted in the exchange's transcript, if there is one. */
export function errorPage(idp: Idp, error: AadstsError, exchange?: Exchange): Reply {
  const { code, message } = error;
  const correlationId = idp.newGuid();
  const at = idp.now().toISOString();
  if (exchange !== undefined) note.refusal(exchange, { at, code, message, correlationId });
  const data = {
    code,
    message,
    errorTitle: error.title,
    requestId: idp.newGuid(),
    correlationId,
    timestamp: `${at.slice(0, 19)}Z`,
    changeUser: personal.includes(code) && exchange === undefined,
  };
  return { kind: 'page', status: error.status, view: 'error', title: 'Sign in', data };
}
