/** A bearer confirmation must say when it ends. */

import { defineCase } from '../../case.ts';
import { confirmationData } from '../../../idp/faults/confirmation.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'subj.noa.missing',
  title: 'Refuses a bearer confirmation without NotOnOrAfter',
  spec: [profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A stolen response can be presented without any limit in time.',
  expect: 'reject',
  forgets: 'confirmation-expiry-required',
  mutation: confirmationData(() => ({ notOnOrAfter: undefined })),
  defects: ['confirmation-expiry-missing'],
});
