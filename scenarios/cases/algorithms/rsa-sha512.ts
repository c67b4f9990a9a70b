/** The longer hash of the same family. */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { rfc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'alg.rsa-sha512',
  title: 'Accepts RSA-SHA512 with SHA-512 digests',
  spec: [rfc(9231, '2.3.4')],
  level: 'should',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'An identity provider whose rules demand the longer hash cannot sign anybody in.',
  expect: 'accept',
  overStrict: 'rsa-sha256-only',
  mutation: signedWith({
    signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
    digestMethod: 'http://www.w3.org/2001/04/xmlenc#sha512',
  }),
});
