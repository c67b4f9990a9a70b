/** The one strong combination that every common library reads. */

import { defineCase } from '../../case.ts';
import { encryptedBy } from '../../../idp/faults/encryption.ts';
import { iip, saml2int, xmlenc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'enc.aes256-gcm.oaep-mgf1p',
  title: 'Reads an assertion that is encrypted with AES-256-GCM under RSA-OAEP',
  spec: [saml2int('SDP-ALG01'), iip('IIP-ALG04'), xmlenc('5.2.4')],
  level: 'must',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'Whoever turns on encryption, as a contract may demand, locks everybody out.',
  expect: 'accept',
  overStrict: ['aes-cbc-only', 'encrypted-key-beside-only'],
  needs: ['encrypted-assertions'],
  mutation: encryptedBy('aes256Gcm'),
});
