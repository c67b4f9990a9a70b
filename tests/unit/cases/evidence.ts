/** Evidence for inspections: a request of the SP as the identity provider notes it. */

import type { Evidence } from '../../../scenarios/observation.ts';

export type Received = Evidence['requests'][number];

/** By Redirect, with nothing wrong and nothing told. */
export const aRequest = (more: Partial<Received> = {}): Received => ({
  at: '2026-11-22T08:30:00Z',
  binding: 'redirect',
  deflated: true,
  encoded: '',
  xml: '',
  findings: [],
  request: { hasSubject: false, hasSignature: false },
  ...more,
});
