/** Parsers that were told to fetch no external entities may still fetch those of the subset itself. */

import { defineCase } from '../../case.ts';
import { parameterEntity } from '../../../idp/faults/doctype.ts';
import { cwe, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xxe.parameter-entity',
  title: 'Fetches no external parameter entity of a document type',
  spec: [cwe(611), cwe(918), iip('IIP-G03')],
  level: 'must',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Anybody, without an account, makes the server call its internal neighbours, and read its files to them.',
  // That a DOCTYPE is read at all is asked by parser/dtd-empty; here it is who goes there.
  expect: 'either',
  forgets: 'external-entity',
  mutation: parameterEntity(),
  defects: ['dtd-present'],
});
