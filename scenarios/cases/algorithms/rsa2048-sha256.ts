/** What every deployment uses today, also where the profile has the identity provider sign otherwise. */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { iip, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'alg.rsa2048-sha256',
  title: 'Accepts RSA-SHA256 by a key of 2048 bits',
  spec: [saml2int('SDP-ALG01'), iip('IIP-ALG01')],
  level: 'must',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'An SP that knows SHA-1 only breaks on the day its identity provider stops using it.',
  expect: 'accept',
  overStrict: 'rsa-sha1-only',
  mutation: signedWith({
    signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    digestMethod: 'http://www.w3.org/2001/04/xmlenc#sha256',
  }),
});
