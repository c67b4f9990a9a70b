/** Assertions travel through the browser: only TLS keeps them secret. */

import { defineCase } from '../../case.ts';
import { metadataHttps } from '../../inspect.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'md.acs.https',
  title: 'Publishes https endpoints only',
  spec: [saml2int('SDP-SP09')],
  level: 'must',
  layer: 'saml2int',
  impact: 'disclosure',
  why: 'Whoever listens on the network takes the response and signs in with it.',
  expect: 'inspect',
  forgets: 'metadata-https',
  needs: ['sp-metadata', 'https'],
  procedure: { kind: 'inspect', evidence: 'metadata' },
  inspect: metadataHttps,
});
