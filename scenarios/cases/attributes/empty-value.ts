/** Empty is a value, and no value is a statement. */

import { defineCase } from '../../case.ts';
import { claim, withAttributes } from '../../../idp/faults/claims.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.empty-value',
  title: 'Accepts attributes with an empty value, and without any',
  spec: [core('2.7.3.1.1')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'People without a telephone number, or whatever else is empty in the directory, cannot sign in.',
  expect: 'accept',
  overStrict: 'no-empty-values',
  variants: {
    'empty-text': { mutation: withAttributes({ name: claim.nickname, values: [''] }) },
    'no-value': { mutation: withAttributes({ name: claim.nickname, values: [] }) },
  },
});
