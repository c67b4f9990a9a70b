/** Short keys are broken keys. */

import { defineCase } from '../../case.ts';
import { metadataKeyStrength } from '../../inspect.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'md.key.strength',
  title: 'Publishes RSA keys of 2048 bits and curves of 256 bits at least',
  spec: [saml2int('SDP-MD06'), saml2int('SDP-MD07')],
  level: 'must',
  layer: 'saml2int',
  impact: 'impersonation',
  why: 'Whoever computes the key reads encrypted assertions and signs people out.',
  expect: 'inspect',
  forgets: 'metadata-key-strength',
  procedure: { kind: 'inspect', evidence: 'metadata' },
  inspect: metadataKeyStrength,
});
