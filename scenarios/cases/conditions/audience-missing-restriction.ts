/** Web browser sign-on demands an audience restriction. */

import { defineCase } from '../../case.ts';
import { audiences } from '../../../idp/faults/audience.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'conditions.audience.missing-restriction',
  title: 'Refuses an assertion without an audience restriction',
  spec: [profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion that is made for nobody in particular can be carried here from any other service.',
  expect: 'reject',
  forgets: 'audience-required',
  mutation: audiences(() => []),
  defects: ['audience-missing'],
});
