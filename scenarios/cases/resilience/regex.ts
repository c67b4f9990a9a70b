/** What a parser does at once, a regular expression may try in every way. */

import { ofSpaceInEndTag } from '../../../idp/faults/bulk.ts';
import { defineCase } from '../../case.ts';
import { cwe, ghsa } from '../../spec.ts';

export default defineCase({
  catalogueId: 'resil.regex',
  title: 'Gets over an end tag with a hundred thousand spaces',
  spec: [cwe(1333), ghsa('GHSA-x4fp-j954-r2f4')],
  level: 'should',
  layer: 'hardening',
  impact: 'denial',
  why: 'Anybody, without an account, keeps the server busy for minutes with one small message.',
  expect: 'either',
  forgets: 'reading-failure',
  shape: { signing: 'assertion' },
  mutation: ofSpaceInEndTag(100_000),
});
