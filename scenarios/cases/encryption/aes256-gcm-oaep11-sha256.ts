/** The OAEP of XML Encryption 1.1; the Node libraries and xmlsec1 cannot read it, hence no must (measured). */

import { defineCase } from '../../case.ts';
import { oaepSha256 } from '../../../idp/faults/encryption.ts';
import { iip, xmlenc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'enc.aes256-gcm.oaep11-sha256',
  title: 'Reads a content key under RSA-OAEP with SHA-256',
  spec: [iip('IIP-ALG06'), xmlenc('5.5.2')],
  level: 'may',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'An identity provider that no longer uses SHA-1 anywhere cannot send encrypted assertions.',
  expect: 'accept',
  overStrict: ['oaep-mgf1p-only', 'aes-cbc-only', 'encrypted-key-beside-only'],
  needs: ['encrypted-assertions'],
  mutation: oaepSha256(),
});
