/** An element with nothing in it limits nothing. */

import { defineCase } from '../../case.ts';
import { emptyConditions } from '../../../idp/faults/audience.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.empty',
  title: 'Refuses an assertion whose Conditions are empty',
  spec: [profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion without limits works at every service, for ever.',
  expect: 'reject',
  forgets: ['audience-required', 'conditions-empty'],
  mutation: emptyConditions(),
  defects: ['audience-missing'],
});
