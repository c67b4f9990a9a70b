/** An answer that tells wrong padding from other errors decrypts any message, 256 tries a byte. */

import { defineCase } from '../../case.ts';
import { wrongPadding } from '../../../idp/faults/encryption.ts';
import { ghsa, xmlenc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'encbad.cbc-padding',
  title: 'Refuses a CBC ciphertext with invalid padding',
  spec: [xmlenc('5.2.1'), xmlenc('6.1.2'), ghsa('GHSA-hwqm-qvj9-4jr2')],
  level: 'should',
  layer: 'saml',
  impact: 'disclosure',
  why: 'Whoever can tell padding errors from others reads encrypted assertions without the key.',
  expect: 'reject',
  forgets: ['cbc-padding', 'decryption'],
  shape: { encryption: 'on' },
  defects: ['decryption-failed'],
  variants: {
    zero: { mutation: wrongPadding(0) },
    'too-long': { mutation: wrongPadding(255) },
  },
});
