/** An assertion for another service is none of ours. */

import { defineCase } from '../../case.ts';
import { audiences, otherServiceProvider } from '../../../idp/faults/audience.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'conditions.audience.wrong',
  title: 'Refuses an assertion that was made for another service provider',
  spec: [core('2.5.1.4'), profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Whoever runs any other application of the tenant signs in here as each of its users.',
  expect: 'reject',
  forgets: 'audience',
  mutation: audiences(() => [[otherServiceProvider]]),
  defects: ['audience-mismatch'],
});
