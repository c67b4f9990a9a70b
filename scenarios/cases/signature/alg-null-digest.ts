/** A digest that cannot be computed, or need not be compared, covers whatever is written. */

import { defineCase } from '../../case.ts';
import { emptyDigest } from '../../../idp/faults/hollow.ts';
import { xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.alg.null-digest',
  title: 'Refuses an empty digest',
  spec: [xmldsig('3.2.1'), xmldsig('4.4.3.6')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'One signature over an empty digest vouches for every forgery.',
  expect: 'reject',
  variants: {
    'unknown-method': {
      title: 'Refuses an empty digest by an algorithm that nobody knows',
      forgets: 'digest-empty',
      mutation: emptyDigest('urn:samlproof:digest:unknown'),
      defects: ['digest-algorithm-forbidden'],
    },
    'known-method': {
      forgets: ['digest-empty', 'digest'],
      mutation: emptyDigest(),
      defects: ['digest-value-malformed'],
    },
  },
});
