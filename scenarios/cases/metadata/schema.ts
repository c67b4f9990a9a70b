/** Metadata is read by machines. */

import { defineCase } from '../../case.ts';
import { metadataSchema } from '../../inspect.ts';
import { metadata } from '../../spec.ts';

export default defineCase({
  catalogueId: 'md.schema',
  title: 'Publishes metadata that validates, with one SPSSODescriptor',
  spec: [metadata('2.3.2'), metadata('2.4.4')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Identity providers refuse the file, and every set-up starts with typing values by hand.',
  expect: 'inspect',
  forgets: 'metadata-schema',
  needs: ['sp-metadata'],
  procedure: { kind: 'inspect', evidence: 'metadata' },
  inspect: metadataSchema,
});
