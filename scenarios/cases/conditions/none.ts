/** Without Conditions there is neither an audience nor an end. */

import { defineCase } from '../../case.ts';
import { withoutConditions } from '../../../idp/faults/audience.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.none',
  title: 'Refuses an assertion without Conditions',
  spec: [profiles('4.1.4.2')],
  level: 'should',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion without limits works at every service, for ever.',
  expect: 'reject',
  forgets: 'conditions-required',
  mutation: withoutConditions(),
  defects: ['conditions-missing'],
});
