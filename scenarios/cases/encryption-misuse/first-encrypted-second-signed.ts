/** Decryption puts the attacker’s assertion before the one that was verified; ignoring it is safe. */

import { defineCase } from '../../case.ts';
import { forgedEncryptedFirst } from '../../../idp/faults/encryption.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'encbad.first-encrypted-second-signed',
  title: 'Does not read an encrypted forged assertion before the signed one',
  spec: [core('6.2'), core('5.4.2'), cve('CVE-2026-2092')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody with an account puts an assertion about somebody else before their own and is let in as that person.',
  expect: 'either',
  forgets: ['signed-content.first', 'signed-content.descendant', 'signed-content.name-id', 'decrypted-is-signed'],
  shape: { signing: 'assertion', encryption: 'on' },
  mutation: forgedEncryptedFirst(),
  defects: ['assertion-not-covered'],
});
