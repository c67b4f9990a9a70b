/** What is not well-formed is not XML. */

import { defineCase } from '../../case.ts';
import { truncated } from '../../../idp/faults/structure.ts';
import { xml } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.malformed',
  title: 'Refuses a message that is not well-formed',
  spec: [xml('2.1')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'A parser that repairs what it reads may read something else than what was signed.',
  expect: 'reject',
  forgets: 'well-formed',
  mutation: truncated(),
  defects: ['not-well-formed'],
});
