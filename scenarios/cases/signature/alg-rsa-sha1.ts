/** SHA-1 collisions are affordable; profiles of today exclude it. */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.alg.rsa-sha1',
  title: 'Refuses an RSA-SHA1 signature',
  spec: [saml2int('SDP-ALG01')],
  level: 'should',
  layer: 'saml2int',
  impact: 'impersonation',
  why: 'Trust rests on a hash function for which colliding documents can be bought.',
  expect: 'reject',
  forgets: 'weak-algorithm',
  mutation: signedWith({ signatureMethod: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' }),
  defects: ['signature-algorithm-weak'],
});
