/** Decrypted text is put into the message as it comes, and may be more than was verified. */

import { defineCase } from '../../case.ts';
import { forgedInSameCiphertext } from '../../../idp/faults/ciphertexts.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'encbad.not-an-assertion',
  title: 'Does not read a forged assertion before the signed one in the same ciphertext',
  spec: [core('2.3.4'), core('5.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody with an account encrypts an assertion about somebody else before their own and is let in as that person.',
  expect: 'either',
  forgets: ['signed-content.first', 'signed-content.descendant', 'signed-content.name-id'],
  needs: ['encrypted-assertions'],
  shape: { signing: 'assertion', encryption: 'on' },
  mutation: forgedInSameCiphertext(),
  defects: ['encrypted-content'],
});
