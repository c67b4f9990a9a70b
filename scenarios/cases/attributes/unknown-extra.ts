/** What is not known may be ignored. */

import { defineCase } from '../../case.ts';
import { unknownAttributes, withAttributes } from '../../../idp/faults/claims.ts';
import { iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.unknown-extra',
  title: 'Accepts forty attributes that it does not know',
  spec: [iip('IIP-SP10')],
  level: 'must',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'Sign-in breaks for everybody when the identity provider sends one more claim for another purpose.',
  expect: 'accept',
  overStrict: ['few-attributes', 'known-claims-only'],
  mutation: withAttributes(...unknownAttributes(40)),
});
