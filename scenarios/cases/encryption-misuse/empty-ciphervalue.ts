/** A ciphertext without content has crashed decryption, and has been taken for a success. */

import { defineCase } from '../../case.ts';
import { cutTo } from '../../../idp/faults/encryption.ts';
import { ghsa, xmlenc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'encbad.empty-ciphervalue',
  title: 'Refuses an encrypted assertion without content',
  spec: [xmlenc('3.3'), ghsa('GHSA-hwqm-qvj9-4jr2')],
  level: 'must',
  layer: 'saml',
  impact: 'denial',
  why: 'One request with an empty ciphertext stops the SP, or lets somebody in of whom nothing was said.',
  expect: 'reject',
  forgets: 'decryption',
  shape: { encryption: 'on' },
  defects: ['decryption-failed'],
  variants: {
    empty: { mutation: cutTo(0) },
    'one-block': { mutation: cutTo(16) },
  },
});
