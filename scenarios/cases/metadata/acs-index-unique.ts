/** An index names one endpoint. */

import { defineCase } from '../../case.ts';
import { metadataAcsIndex } from '../../inspect.ts';
import { metadata } from '../../spec.ts';

export default defineCase({
  catalogueId: 'md.acs.index-unique',
  title: 'Publishes endpoints with different indices and one default at most',
  spec: [metadata('2.2.3')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Identity providers pick an endpoint at random, and sign-in works on some days.',
  expect: 'inspect',
  forgets: 'metadata-index',
  procedure: { kind: 'inspect', evidence: 'metadata' },
  inspect: metadataAcsIndex,
});
