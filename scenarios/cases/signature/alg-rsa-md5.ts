/** MD5 collisions take seconds. */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.alg.rsa-md5',
  title: 'Refuses an RSA-MD5 signature',
  spec: [iip('IIP-ALG08')],
  level: 'must',
  layer: 'saml2int',
  impact: 'impersonation',
  why: 'Two documents with one MD5 are made on a telephone: a signature for one is a signature for both.',
  expect: 'reject',
  forgets: 'weak-algorithm',
  mutation: signedWith({ signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5' }),
  defects: ['signature-algorithm-weak'],
});
