/** Subject, issuer and serial number of a certificate are free text: only the key counts. */

import { defineCase } from '../../case.ts';
import { forgedWith } from '../../../idp/faults/signatures.ts';
import { iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.wrong-key-same-subject',
  title: 'Refuses another key in a certificate with the trusted names and serial number',
  spec: [iip('IIP-MD06'), iip('IIP-MD12')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'A certificate with a copied name, which anybody can make, opens every account.',
  expect: 'reject',
  forgets: ['embedded-key', 'certificate-subject-pinning', 'signature-value'],
  mutation: forgedWith({ key: 'strangerSameSubject', keyInfo: 'certificate' }),
  defects: ['untrusted-key'],
});
