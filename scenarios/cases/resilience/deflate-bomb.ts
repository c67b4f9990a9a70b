/** HTTP-POST deflates nothing, so there is nothing to inflate. */

import { defineCase } from '../../case.ts';
import { deflatedMillions } from '../../../idp/faults/bulk.ts';
import { bindings, cve, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'resil.deflate-bomb',
  title: 'Refuses a small form that inflates to six megabytes',
  spec: [cwe(409), cve('CVE-2023-26483'), bindings('3.5.4')],
  level: 'should',
  layer: 'hardening',
  impact: 'denial',
  why: 'A thousandth of the size is enough to fill the memory of the server: anybody, without an account, stops it with one form.',
  expect: 'reject',
  forgets: 'inflated-size',
  mutation: deflatedMillions(6),
  defects: ['message-deflated', 'too-large'],
  inseparable: 'What is small as it is sent and large as it is read has to be deflated.',
});
