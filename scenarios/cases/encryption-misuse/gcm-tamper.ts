/** The tag of GCM is what tells that the content is as it was. */

import { defineCase } from '../../case.ts';
import { gcmBitFlipped } from '../../../idp/faults/encryption.ts';
import { xmlenc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'encbad.gcm-tamper',
  title: 'Refuses a GCM ciphertext with one bit flipped',
  spec: [xmlenc('5.2.4')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Without the tag an attacker changes encrypted text bit by bit, and decrypts it by watching the answers.',
  expect: 'reject',
  forgets: ['gcm-tag', 'decryption'],
  shape: { encryption: 'on' },
  mutation: gcmBitFlipped(),
  defects: ['decryption-failed'],
});
