/** Without authentication of its own the content needs a signature around it; refusing CBC is right as well. */

import { defineCase } from '../../case.ts';
import { encryptedBy } from '../../../idp/faults/encryption.ts';
import { iip, xmlenc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'enc.aes128-cbc',
  title: 'Reads an assertion that is encrypted with AES-128-CBC inside a signed response',
  spec: [iip('IIP-ALG05'), xmlenc('6.1')],
  level: 'may',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'Identity providers that know no other algorithm cannot send encrypted assertions.',
  expect: 'accept',
  overStrict: ['aes-cbc-refused', 'encrypted-key-beside-only', 'encrypted-and-signed-refused'],
  needs: ['encrypted-assertions'],
  shape: { signing: 'both' },
  mutation: encryptedBy('aes128Cbc'),
});
