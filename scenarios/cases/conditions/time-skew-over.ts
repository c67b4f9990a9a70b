/** Tolerance for clocks has an end. */

import { defineCase } from '../../case.ts';
import { beyond, expired } from '../../../idp/faults/time.ts';
import { saml2int, core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.time.skew-over',
  title: 'Refuses an assertion that expired three minutes beyond the tolerated clock difference',
  spec: [saml2int('SDP-G01'), core('2.5.1.2')],
  level: 'must',
  layer: 'saml2int',
  impact: 'replay',
  why: 'A tolerance without bounds makes every leaked response useful long after its time.',
  expect: 'reject',
  forgets: ['conditions-expired', 'skew-bound'],
  mutation: expired(beyond),
  defects: ['conditions-expired'],
});
