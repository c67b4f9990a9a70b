/** Some parsers compare every attribute with every other one. */

import { ofAttributes } from '../../../idp/faults/bulk.ts';
import { defineCase } from '../../case.ts';
import { cwe, ghsa } from '../../spec.ts';

export default defineCase({
  catalogueId: 'resil.attributes',
  title: 'Gets over an element with twenty thousand attributes',
  spec: [cwe(407), ghsa('GHSA-8344-3jmq-59r6'), ghsa('GHSA-965w-775f-mr7g')],
  level: 'should',
  layer: 'hardening',
  impact: 'denial',
  why: 'Anybody, without an account, keeps the server busy for minutes with one small message.',
  expect: 'either',
  forgets: 'reading-failure',
  shape: { signing: 'assertion' },
  variants: {
    attributes: { mutation: ofAttributes(20_000, 'attributes') },
    declarations: {
      title: 'Gets over an element with ten thousand declarations of prefixes',
      mutation: ofAttributes(10_000, 'declarations'),
    },
  },
});
