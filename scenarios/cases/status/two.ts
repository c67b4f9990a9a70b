/** One answer, one status. */

import { defineCase } from '../../case.ts';
import { errorThenSuccess } from '../../../idp/faults/structure.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'status.two',
  title: 'Refuses a response with two statuses, an error and a success',
  spec: [core('3.2.2')],
  level: 'should',
  layer: 'saml',
  impact: 'hygiene',
  why: 'The refusal of the identity provider is overlooked when a second status behind it says the contrary.',
  expect: 'reject',
  forgets: ['status', 'status-any'],
  mutation: errorThenSuccess(),
  defects: ['status-count'],
});
