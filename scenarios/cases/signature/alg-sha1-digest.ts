/** The digest binds the content: what SHA-256 signs is worth no more than the SHA-1 that stands below. */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.alg.sha1-digest',
  title: 'Refuses a SHA-1 digest under an RSA-SHA256 signature',
  spec: [saml2int('SDP-ALG01')],
  level: 'should',
  layer: 'saml2int',
  impact: 'impersonation',
  why: 'Trust rests on a hash function for which colliding documents can be bought.',
  expect: 'reject',
  forgets: 'weak-algorithm',
  mutation: signedWith({ digestMethod: 'http://www.w3.org/2000/09/xmldsig#sha1' }),
  defects: ['signature-algorithm-weak'],
});
