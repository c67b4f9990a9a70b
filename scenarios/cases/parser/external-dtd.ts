/** The document type itself may be said to stand elsewhere, and many parsers load it unasked. */

import { defineCase } from '../../case.ts';
import { externalSubset } from '../../../idp/faults/doctype.ts';
import { cwe, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xxe.external-dtd',
  title: 'Fetches no external document type',
  spec: [cwe(611), cwe(918), iip('IIP-G03')],
  level: 'must',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Anybody, without an account, makes the server call its internal neighbours, and read its files to them.',
  // That a DOCTYPE is read at all is asked by parser/dtd-empty; here it is who goes there.
  expect: 'either',
  forgets: 'external-entity',
  mutation: externalSubset(),
  defects: ['dtd-present'],
});
