/** What nobody knows nobody can verify. */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.alg.unknown',
  title: 'Refuses a signature algorithm that nobody registered',
  spec: [core('5.4.1')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'A verifier that guesses what an unknown algorithm may mean can be led to the weakest one.',
  expect: 'reject',
  forgets: 'signature-algorithm',
  mutation: signedWith({ signatureMethod: 'urn:samlproof:algorithm:unknown' }),
  defects: ['signature-algorithm-forbidden'],
});
