/** Limits on nesting do not see one long entity that is used again and again; bounded, and asked only on demand. */

import { defineCase } from '../../case.ts';
import { repeatedEntity } from '../../../idp/faults/doctype.ts';
import { cwe, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xxe.quadratic',
  title: 'Refuses a long entity that is used a hundred times without expanding it',
  spec: [cwe(776), iip('IIP-G03')],
  level: 'must',
  layer: 'hardening',
  impact: 'denial',
  why: 'One message of a hundred kilobytes, from anybody, takes ten megabytes and more of the server’s memory.',
  expect: 'reject',
  forgets: ['doctype', 'entity-text'],
  needs: ['resilience'],
  mutation: repeatedEntity(),
  defects: ['dtd-present'],
});
