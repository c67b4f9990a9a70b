/** Assertions come by POST. */

import { defineCase } from '../../case.ts';
import { metadataAcsPresent } from '../../inspect.ts';
import { metadata, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'md.acs.present',
  title: 'Publishes an endpoint for HTTP-POST',
  spec: [metadata('2.4.4'), saml2int('SDP-SP39')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Identity providers do not know where to send anything.',
  expect: 'inspect',
  forgets: 'metadata-acs-post',
  procedure: { kind: 'inspect', evidence: 'metadata' },
  inspect: metadataAcsPresent,
});
