/** What is signed must be verifiable. */

import { defineCase } from '../../case.ts';
import { metadataSigningKey } from '../../inspect.ts';
import { metadata, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'md.key.signing',
  title: 'Publishes a signing key when it signs anything',
  spec: [metadata('2.4.1.1'), saml2int('SDP-SP39')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Its requests and logout messages cannot be verified and are refused.',
  expect: 'inspect',
  forgets: 'metadata-key',
  procedure: { kind: 'inspect', evidence: 'metadata' },
  inspect: metadataSigningKey,
});
