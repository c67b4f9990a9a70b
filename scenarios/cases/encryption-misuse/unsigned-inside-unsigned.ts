/** The certificate to encrypt to is public: that a message is secret does not say who wrote it. */

import { defineCase } from '../../case.ts';
import { unsignedInside } from '../../../idp/faults/encryption.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'encbad.unsigned-inside-unsigned',
  title: 'Refuses an encrypted assertion that nobody signed',
  spec: [core('6.2'), cve('CVE-2024-4985'), cve('CVE-2024-9487')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody encrypts an assertion to the public certificate and signs in as anybody.',
  expect: 'reject',
  forgets: ['decrypted-is-signed', 'signature-required'],
  shape: { encryption: 'on' },
  mutation: unsignedInside(),
  defects: ['unsigned'],
});
