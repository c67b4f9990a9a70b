/** Names are not ASCII. */

import { defineCase } from '../../case.ts';
import { claim, withClaim } from '../../../idp/faults/claims.ts';
import { iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.unicode',
  title: 'Accepts attribute values in any script',
  spec: [iip('IIP-G02')],
  level: 'must',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'People whose names are not written in ASCII are refused or get a mangled account.',
  expect: 'accept',
  overStrict: 'ascii-only',
  variants: {
    accents: { mutation: withClaim(claim.nickname, ['Zoë Đặng Łukasz Ærø']) },
    'right-to-left': { mutation: withClaim(claim.nickname, ['שלום עולם مرحبا']) },
    'combining-marks': { mutation: withClaim(claim.nickname, ['Ame\u0301lie n\u0303 a\u030a']) },
    cjk: { mutation: withClaim(claim.nickname, ['山田太郎 김철수 王小明']) },
  },
});
