/** Without a confirmation nothing says who may present the assertion. */

import { defineCase } from '../../case.ts';
import { confirmations } from '../../../idp/faults/confirmation.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'subj.confirmation-missing',
  title: 'Refuses a Subject without SubjectConfirmation',
  spec: [profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Assertions that were issued for other purposes than signing in open sessions here.',
  expect: 'reject',
  forgets: 'confirmation-required',
  mutation: confirmations(() => []),
  defects: ['confirmation-missing'],
});
