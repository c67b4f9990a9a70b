/** A key is configured, not fetched from where a message says that it lies. */

import { defineCase } from '../../case.ts';
import { certificateToFetch } from '../../../idp/faults/key-info.ts';
import { core, cwe, xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.keyinfo.retrieval',
  title: 'Fetches no key from an address that the message gives',
  spec: [core('5.4.5'), xmldsig('4.5.3'), cwe(918)],
  level: 'should',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Anybody, without an account, makes the server call its internal neighbours, or fetch the key that fits a forgery.',
  expect: 'reject',
  forgets: ['retrieval', 'signature-value'],
  mutation: certificateToFetch(),
  defects: ['signature-value-invalid'],
});
