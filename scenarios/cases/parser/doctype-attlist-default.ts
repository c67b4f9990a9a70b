/** A subset can add to a message what was never signed. */

import { defineCase } from '../../case.ts';
import { attributeDefaults } from '../../../idp/faults/doctype.ts';
import { cve, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.doctype.attlist-default',
  title: 'Refuses a document type that declares default attributes',
  spec: [cve('CVE-2025-25292'), iip('IIP-G03')],
  level: 'should',
  layer: 'hardening',
  impact: 'denial',
  why: 'Two parsers see two messages: one is verified, the other one is read.',
  expect: 'reject',
  forgets: 'doctype',
  mutation: attributeDefaults(),
  defects: ['dtd-present'],
});
