/** A longer key than Entra makes; the service provider is told of it first. */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'alg.rsa4096-sha256',
  title: 'Accepts a signature by an RSA key of 4096 bits',
  spec: [saml2int('SDP-MD06')],
  level: 'must',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'An identity provider that follows stricter rules on key length cannot sign anybody in.',
  expect: 'accept',
  overStrict: 'rsa-2048-only',
  procedure: { kind: 'rollOver', step: 'rsa-4096' },
  mutation: signedWith({ key: 'rsa4096' }),
});
