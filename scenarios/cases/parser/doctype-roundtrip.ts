/** Two parsers end the same declaration at different places. */

import { defineCase } from '../../case.ts';
import { oddlyQuotedDoctype } from '../../../idp/faults/doctype.ts';
import { cve, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.doctype.roundtrip',
  title: 'Refuses a DOCTYPE whose quotes parsers read differently',
  spec: [cve('CVE-2025-25291'), iip('IIP-G03')],
  level: 'should',
  layer: 'hardening',
  impact: 'denial',
  why: 'The verifier sees the signed assertion, the application sees another one.',
  expect: 'reject',
  forgets: 'doctype',
  mutation: oddlyQuotedDoctype(),
  defects: ['dtd-present'],
});
