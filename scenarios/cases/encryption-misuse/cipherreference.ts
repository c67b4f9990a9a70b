/** What was encrypted stands in the message, not at an address that the message gives. */

import { defineCase } from '../../case.ts';
import { ciphertextToFetch } from '../../../idp/faults/ciphertexts.ts';
import { cwe, xmlenc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'encbad.cipherreference',
  title: 'Fetches no ciphertext from an address that the message gives',
  spec: [cwe(918), xmlenc('3.3.1')],
  level: 'should',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Anybody, without an account, makes the server call its internal neighbours.',
  expect: 'reject',
  forgets: ['retrieval', 'decryption'],
  needs: ['encrypted-assertions'],
  shape: { encryption: 'on' },
  mutation: ciphertextToFetch(),
  defects: ['decryption-failed'],
});
