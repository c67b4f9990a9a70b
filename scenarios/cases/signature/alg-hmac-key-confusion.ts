/** A verifier that lets the message choose the algorithm may use the public key as a shared secret. */

import { defineCase } from '../../case.ts';
import { hmacForged } from '../../../idp/faults/hmac.ts';
import { xmldsig, ghsa } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.alg.hmac-key-confusion',
  title: 'Refuses an HMAC that is keyed by the public certificate or key',
  spec: [xmldsig('6.3'), ghsa('GHSA-c27r-x354-4m68')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'The certificate, which everybody can download, becomes the secret: anybody signs in as anybody.',
  expect: 'reject',
  forgets: 'signature-algorithm',
  defects: ['signature-algorithm-forbidden'],
  variants: {
    'certificate-pem': { mutation: hmacForged('sha256', 'certificate-pem') },
    'certificate-pem-newline': { mutation: hmacForged('sha256', 'certificate-pem-newline') },
    'certificate-pem-sha1': { mutation: hmacForged('sha1', 'certificate-pem') },
    'certificate-der': { mutation: hmacForged('sha256', 'certificate-der') },
    'key-pem': { mutation: hmacForged('sha256', 'key-pem') },
    'key-pem-newline': { mutation: hmacForged('sha256', 'key-pem-newline') },
    'key-der': { mutation: hmacForged('sha256', 'key-der') },
  },
});
