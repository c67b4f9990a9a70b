/** No message may read the server's files. */

import { defineCase } from '../../case.ts';
import { nameIdWithFileEntity } from '../../../idp/faults/doctype.ts';
import { cve, cwe, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xxe.external-file',
  title: 'Refuses an external entity that names a file',
  spec: [cwe(611), cve('CVE-2016-10127'), iip('IIP-G03')],
  level: 'must',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Anybody, without an account, reads the server’s files: keys, passwords, source.',
  expect: 'reject',
  forgets: 'external-entity',
  mutation: nameIdWithFileEntity(),
  defects: ['dtd-present'],
});
