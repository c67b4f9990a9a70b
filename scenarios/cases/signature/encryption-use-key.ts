/** Keys are published for a use; those for encryption are kept elsewhere, and often less well. */

import { defineCase } from '../../case.ts';
import { forgedWith } from '../../../idp/faults/signatures.ts';
import { metadata } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.encryption-use-key',
  title: 'Refuses a signature by a key that the metadata hold for encryption only',
  spec: [metadata('2.4.1.1')],
  level: 'should',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Whoever has the key that the identity provider reads with, a decrypting proxy for instance, signs in as anybody.',
  expect: 'reject',
  forgets: 'key-use',
  procedure: { kind: 'rollOver', step: 'encryption-use' },
  mutation: forgedWith({ key: 'encryptionUse' }),
  defects: ['untrusted-key'],
});
