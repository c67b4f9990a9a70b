/** Up to 150 groups Entra emits them one by one. */

import { defineCase } from '../../case.ts';
import { manyGroups } from '../../../idp/faults/claims.ts';
import { entra, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.many-groups',
  title: 'Accepts 150 group values, the most that Entra emits',
  spec: [entra('Group claims'), iip('IIP-SP10')],
  level: 'must',
  layer: 'entra',
  impact: 'interoperability',
  why: 'The people with the most groups, usually administrators and old hands, are the ones who cannot sign in.',
  expect: 'accept',
  overStrict: ['few-values', 'single-values'],
  mutation: manyGroups(),
});
