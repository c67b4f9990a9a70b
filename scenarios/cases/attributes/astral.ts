/** Characters of four bytes are characters. */

import { defineCase } from '../../case.ts';
import { claim, withClaim } from '../../../idp/faults/claims.ts';
import { iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.astral',
  title: 'Accepts characters beyond the basic multilingual plane',
  spec: [iip('IIP-G02')],
  level: 'must',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'People with rare characters in the name are refused, or lose the rest of it.',
  expect: 'accept',
  overStrict: ['ascii-only', 'no-astral-characters'],
  variants: {
    emoji: { mutation: withClaim(claim.nickname, ['Simon 🦊']) },
    script: { mutation: withClaim(claim.nickname, ['𠮷野家 𐎠𐎭']) },
  },
});
