/** A signature that can be forged proves nothing. */

import { defineCase } from '../../case.ts';
import { requestSignatureStrong } from '../../inspect.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.sig.alg',
  title: 'Signs its requests with SHA-256 or better',
  spec: [saml2int('SDP-ALG01')],
  level: 'should',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'Identity providers refuse signatures with SHA-1 one after the other, and sign-in ends on the day that they do.',
  expect: 'inspect',
  forgets: 'request-signature-strength',
  needs: ['signed-requests'],
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestSignatureStrong,
});
