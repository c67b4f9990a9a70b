/** The confirmation has an end of its own. */

import { defineCase } from '../../case.ts';
import { confirmationExpired } from '../../../idp/faults/confirmation.ts';
import { farOff } from '../../../idp/faults/time.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'subj.noa.expired',
  title: 'Refuses a bearer confirmation that expired, while the Conditions are current',
  spec: [profiles('4.1.4.3')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A stolen response can be presented for as long as the whole assertion lives instead of a few minutes.',
  expect: 'reject',
  forgets: 'confirmation-expired',
  mutation: confirmationExpired(farOff),
  defects: ['confirmation-expired'],
});
