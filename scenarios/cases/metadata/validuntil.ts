/** Metadata that never end are never renewed. */

import { defineCase } from '../../case.ts';
import { metadataValidUntil } from '../../inspect.ts';
import { iip, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'md.validuntil',
  title: 'Publishes metadata that end within a year',
  spec: [saml2int('SDP-MD03'), iip('IIP-MD04')],
  level: 'should',
  layer: 'saml2int',
  impact: 'hygiene',
  why: 'A key that was lost stays trusted for as long as somebody keeps an old copy.',
  expect: 'inspect',
  forgets: 'metadata-valid-until',
  procedure: { kind: 'inspect', evidence: 'metadata' },
  inspect: metadataValidUntil,
});
