/** A signature in the address says nothing about the message beside the one it covers. */

import { besideSignedMessage } from '../../../idp/faults/delivery.ts';
import { defineCase } from '../../case.ts';
import { bindings, cve, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.redirect-mixed',
  title: 'Refuses a forged response by Redirect beside a signed logout message',
  spec: [profiles('4.1.2'), bindings('3.4.4.1'), cve('CVE-2025-27773')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Whoever has one signed message of the identity provider, for instance from a sign-out of their own, signs in as anybody.',
  expect: 'reject',
  forgets: 'redirect-signature',
  variants: {
    request: { mutation: besideSignedMessage('SAMLRequest'), defects: ['wrong-binding'] },
    twice: { mutation: besideSignedMessage('SAMLResponse'), defects: ['parameter-duplicated'] },
  },
});
