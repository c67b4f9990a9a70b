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
  'relay-state-redirect',
  'relay-state-origin',
  'relay-state-path',
];

export const siteStrictnesses: StrictnessName[] = [
  'foreign-relay-state-refused',
  'relay-state-required',
  'unsolicited-refused',
];
