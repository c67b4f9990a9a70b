/** Only Success is success. */

import { defineCase } from '../../case.ts';
import { status } from '../../../idp/faults/structure.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'status.responder-with-assertion',
  title: 'Refuses a response with an error status although it holds a valid assertion',
  spec: [core('3.2.2.2')],
  level: 'must',
  layer: 'saml',
  impact: 'hygiene',
  why: 'The identity provider’s own refusal, for instance by a policy, is overlooked.',
  expect: 'reject',
  forgets: 'status',
  mutation: status('Responder'),
  defects: ['status-not-success'],
});
