/** A signature without reference signs nothing. */

import { defineCase } from '../../case.ts';
import { referencing } from '../../../idp/faults/references.ts';
import { xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.zero',
  title: 'Refuses a signature without any reference',
  spec: [xmldsig('4.4')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'A valid signature over nothing stands beside an assertion that anybody may have written.',
  expect: 'reject',
  forgets: 'reference-single',
  mutation: referencing(),
  defects: ['reference-count'],
});
