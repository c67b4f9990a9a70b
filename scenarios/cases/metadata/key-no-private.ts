/** Metadata are for everybody to read. */

import { defineCase } from '../../case.ts';
import { metadataNoPrivateKey } from '../../inspect.ts';
import { cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'md.key.no-private',
  title: 'Publishes no private key',
  spec: [cwe(312)],
  level: 'must',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Whoever has read the metadata signs requests in the name of the service provider and decrypts what is sent to it.',
  expect: 'inspect',
  forgets: 'metadata-private-key',
  procedure: { kind: 'inspect', evidence: 'metadata' },
  inspect: metadataNoPrivateKey,
});
