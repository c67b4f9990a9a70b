/** Holder-of-key demands a proof that a browser post does not give. */

import { defineCase } from '../../case.ts';
import { method } from '../../../idp/faults/confirmation.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'subj.method.hok-only',
  title: 'Refuses a Subject that is confirmed by holder-of-key only',
  spec: [profiles('3.1'), profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion that only the owner of a key may use works for whoever found it.',
  expect: 'reject',
  forgets: 'confirmation-method',
  mutation: method('holder-of-key'),
  defects: ['confirmation-method'],
});
