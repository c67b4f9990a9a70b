/** Without its data a bearer confirmation has neither place nor end. */

import { defineCase } from '../../case.ts';
import { confirmations } from '../../../idp/faults/confirmation.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'subj.data-missing',
  title: 'Refuses a bearer confirmation without SubjectConfirmationData',
  spec: [profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A stolen response can be presented anywhere and at any time.',
  expect: 'reject',
  forgets: 'confirmation-data',
  mutation: confirmations((own) => own.map((one) => ({ ...one, data: undefined }))),
  defects: ['confirmation-data-missing'],
});
