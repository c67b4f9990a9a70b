/** The content key stands in the message, not at an address that the message gives. */

import { defineCase } from '../../case.ts';
import { contentKeyToFetch } from '../../../idp/faults/ciphertexts.ts';
import { cwe, xmldsig, xmlenc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'encbad.retrievalmethod',
  title: 'Fetches no content key from an address that the message gives',
  spec: [cwe(918), xmldsig('4.5.3'), xmlenc('3.5')],
  level: 'should',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Anybody, without an account, makes the server call its internal neighbours.',
  expect: 'reject',
  forgets: ['retrieval', 'decryption'],
  needs: ['encrypted-assertions'],
  shape: { encryption: 'on' },
  mutation: contentKeyToFetch(),
  defects: ['decryption-failed'],
});
