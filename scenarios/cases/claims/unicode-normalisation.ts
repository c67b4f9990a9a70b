/** Names are compared as they are sent. */

import { defineCase } from '../../case.ts';
import { inFullWidth, joined, nearlyVictim } from '../../../idp/faults/collisions.ts';
import { core, rfc, uax } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.unicode.normalisation',
  title: 'Keeps a name apart from the one that normalization would make of it',
  spec: [core('1.3.1'), uax(15), rfc(8264, '')],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Two names that the identity provider tells apart open one account, and the second person has the first one’s.',
  expect: 'either',
  forgets: 'name-normalization',
  identity: 'not the victim',
  variants: {
    'full-width': { mutation: nearlyVictim(inFullWidth) },
    'zero-width': { mutation: nearlyVictim(joined) },
  },
});
