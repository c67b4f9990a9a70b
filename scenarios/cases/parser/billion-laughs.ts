/** A few hundred bytes that become megabytes; bounded, and asked only on demand. */

import { defineCase } from '../../case.ts';
import { nestedEntities } from '../../../idp/faults/doctype.ts';
import { cwe, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xxe.billion-laughs',
  title: 'Refuses nested entities without expanding them',
  spec: [cwe(776), iip('IIP-G03')],
  level: 'must',
  layer: 'hardening',
  impact: 'denial',
  why: 'One small message, from anybody, fills the server’s memory.',
  expect: 'reject',
  forgets: ['doctype', 'entity-text'],
  needs: ['resilience'],
  mutation: nestedEntities(),
  defects: ['dtd-present'],
});
