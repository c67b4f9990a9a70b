/** What is not understood cannot be said to hold. */

import { defineCase } from '../../case.ts';
import { unknownCondition } from '../../../idp/faults/audience.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.unknown-condition',
  title: 'Refuses an assertion with a condition that it does not understand',
  spec: [core('2.5.1.1'), core('2.5.1.3')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A limit that the identity provider set is silently ignored.',
  expect: 'reject',
  forgets: 'condition-known',
  mutation: unknownCondition(),
  defects: ['condition-unknown'],
});
