/** No status is no success. */

import { defineCase } from '../../case.ts';
import { withoutStatus } from '../../../idp/faults/structure.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'status.missing',
  title: 'Refuses a response without Status',
  spec: [core('3.2.2')],
  level: 'must',
  layer: 'saml',
  impact: 'hygiene',
  why: 'An SP that only looks for errors takes silence for consent.',
  expect: 'reject',
  forgets: 'status-required',
  mutation: withoutStatus(),
  defects: ['status-missing'],
});
