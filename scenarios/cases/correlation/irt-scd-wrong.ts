/** The signed part says what it answers. */

import { defineCase } from '../../case.ts';
import { confirmationToUnknown } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.irt.scd-wrong',
  title: 'Refuses a confirmation that answers a request that it never made',
  spec: [profiles('4.1.4.3')],
  level: 'must',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'A stolen assertion can be put into a fresh response to the attacker’s own request.',
  expect: 'reject',
  forgets: 'in-response-to-confirmation',
  mutation: confirmationToUnknown(),
  defects: ['confirmation-in-response-to-mismatch'],
});
