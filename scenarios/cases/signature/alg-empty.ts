/** A verifier that is told no algorithm may verify by none. */

import { defineCase } from '../../case.ts';
import { withoutMethod } from '../../../idp/faults/hollow.ts';
import { xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.alg.empty',
  title: 'Refuses a signature by somebody else that names no algorithm',
  spec: [xmldsig('4.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Where nothing is named nothing is computed, and anybody signs in as anybody.',
  expect: 'reject',
  forgets: 'signature-algorithm-named',
  defects: ['signature-algorithm-forbidden'],
  variants: {
    name: { mutation: withoutMethod('name') },
    element: { mutation: withoutMethod('element') },
  },
});
