/** Success without an assertion names nobody. */

import { defineCase } from '../../case.ts';
import { withoutAssertion } from '../../../idp/faults/structure.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.no-assertion',
  title: 'Refuses a successful response without any assertion',
  spec: [profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that takes «nobody» for a user opens a session without a name, or with the last one it knew.',
  expect: 'reject',
  forgets: 'assertion-required',
  mutation: withoutAssertion(),
  defects: ['assertion-missing'],
});
