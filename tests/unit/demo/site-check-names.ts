/** Checks that speak to the site around the message; tried by checks.test.ts by hand and by site-checks.test.ts. */

import type { CheckName, StrictnessName } from '../../../demo/index.ts';

export const siteChecks: CheckName[] = [
  'request-state-in-session',
  'request-single-use',
  'unsolicited',
  'unsolicited-in-response-to',
  'known-account',
  'error-escape',
  'error-status',
];

export const siteStrictnesses: StrictnessName[] = ['relay-state-required', 'unsolicited-refused'];
