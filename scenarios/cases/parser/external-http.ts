/** No message may make the server fetch anything. */

import { defineCase } from '../../case.ts';
import { nameIdWithExternalEntity } from '../../../idp/faults/doctype.ts';
import { cwe, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xxe.external-http',
  title: 'Refuses an external entity, and fetches nothing',
  spec: [cwe(611), cwe(918), iip('IIP-G03')],
  level: 'must',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Anybody, without an account, makes the server read its own files and call its internal neighbours.',
  expect: 'reject',
  forgets: 'external-entity',
  mutation: nameIdWithExternalEntity(),
  defects: ['dtd-present'],
});
