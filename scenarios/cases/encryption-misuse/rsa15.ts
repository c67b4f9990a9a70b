/** Whoever can tell wrong padding from right decrypts any message with some thousand tries, and signs with that key too. */

import { defineCase } from '../../case.ts';
import { keyByRsa15 } from '../../../idp/faults/ciphertexts.ts';
import { iip, xmlenc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'encbad.rsa15',
  title: 'Refuses a content key under RSA PKCS#1 v1.5',
  spec: [xmlenc('5.5.1'), iip('IIP-ALG08')],
  level: 'should',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'One difference between two error pages is enough to read encrypted assertions without the key.',
  expect: 'reject',
  forgets: ['rsa15-key-transport', 'decryption'],
  needs: ['encrypted-assertions'],
  shape: { encryption: 'on' },
  mutation: keyByRsa15(),
  defects: ['key-transport-weak'],
});
