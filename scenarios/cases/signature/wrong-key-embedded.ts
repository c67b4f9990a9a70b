/** The key in the message is the sender's claim, not the trust of the receiver. */

import { defineCase } from '../../case.ts';
import { forgedWith } from '../../../idp/faults/signatures.ts';
import { core, iip, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.wrong-key-embedded',
  title: 'Refuses a signature by another key whose certificate the message brings along',
  spec: [core('5.4.5'), iip('IIP-MD06'), cve('CVE-2024-32962')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An attacker signs with a key of their own, encloses the certificate, and signs in as anybody.',
  expect: 'reject',
  forgets: ['embedded-key', 'signature-value'],
  mutation: forgedWith({ key: 'stranger', keyInfo: 'certificate' }),
  defects: ['untrusted-key'],
});
