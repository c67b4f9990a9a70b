/** An attribute is a list of values. */

import { defineCase } from '../../case.ts';
import { claim, withClaim } from '../../../idp/faults/claims.ts';
import { core, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.multi-value',
  title: 'Accepts an attribute with three values',
  spec: [core('2.7.3.1'), saml2int('SDP-SP19')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'People with more than one group, role or address cannot sign in, or keep only one of them.',
  expect: 'accept',
  overStrict: 'single-values',
  mutation: withClaim(claim.nickname, ['first', 'second', 'third']),
});
