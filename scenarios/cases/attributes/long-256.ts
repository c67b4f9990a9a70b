/** Values may have 256 characters. */

import { defineCase } from '../../case.ts';
import { claim, withClaim } from '../../../idp/faults/claims.ts';
import { iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.long-256',
  title: 'Accepts a value of 256 characters',
  spec: [iip('IIP-G02')],
  level: 'must',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'Long names and addresses are refused, or cut off and then confused with others.',
  expect: 'accept',
  overStrict: 'short-values',
  mutation: withClaim(claim.nickname, ['0123456789abcdef'.repeat(16)]),
});
