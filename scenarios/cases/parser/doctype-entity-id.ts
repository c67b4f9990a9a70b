/** The name of the signed element must be what it looks like. */

import { defineCase } from '../../case.ts';
import { idAsEntity } from '../../../idp/faults/doctype.ts';
import { cve, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.doctype.entity-id',
  title: 'Refuses an ID that is written as an internal entity',
  spec: [cve('CVE-2025-23369'), iip('IIP-G03')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'Verifier and reader find two different elements under one ID.',
  expect: 'reject',
  forgets: 'doctype',
  mutation: idAsEntity(),
  defects: ['dtd-present'],
});
