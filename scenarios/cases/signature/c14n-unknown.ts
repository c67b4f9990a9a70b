/** What is canonicalized in no known way has no octets that could be verified. */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.c14n.unknown',
  title: 'Refuses a canonicalization of SignedInfo that nobody knows',
  spec: [xmldsig('3.2.2'), xmldsig('4.4.1')],
  level: 'should',
  layer: 'saml',
  impact: 'hygiene',
  why: 'A verifier that guesses how a text was written verifies another one than was signed.',
  expect: 'reject',
  forgets: 'canonicalization',
  mutation: signedWith({ canonicalization: 'urn:samlproof:canonicalization:unknown' }),
  defects: ['canonicalization-forbidden'],
});
