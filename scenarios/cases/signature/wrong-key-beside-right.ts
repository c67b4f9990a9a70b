/** With two certificates in the message, the one that is compared need not be the one that verifies. */

import { defineCase } from '../../case.ts';
import { keyValueBesideTrusted } from '../../../idp/faults/key-info.ts';
import { forgedBesideTrusted } from '../../../idp/faults/signatures.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.wrong-key-beside-right',
  title: 'Refuses a signature by another key whose certificate stands beside the trusted one',
  spec: [core('5.4.5'), iip('IIP-MD06')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'The trusted certificate is public: an attacker encloses it beside their own, and signs in as anybody.',
  expect: 'reject',
  forgets: ['embedded-key', 'certificate-beside', 'signature-value'],
  defects: ['untrusted-key'],
  variants: {
    'trusted-first': { mutation: forgedBesideTrusted('first') },
    'trusted-last': { mutation: forgedBesideTrusted('last') },
    // Whoever compares the certificate may leave it to a library which of all keys in KeyInfo verifies.
    'key-value-first': { mutation: keyValueBesideTrusted('first') },
    'key-value-last': { mutation: keyValueBesideTrusted('last') },
  },
});
