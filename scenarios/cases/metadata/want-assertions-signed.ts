/** What is left open is guessed. */

import { defineCase } from '../../case.ts';
import { metadataWantAssertionsSigned } from '../../inspect.ts';
import { metadata } from '../../spec.ts';

export default defineCase({
  catalogueId: 'md.want-assertions-signed',
  title: 'Says whether it wants assertions signed',
  spec: [metadata('2.4.4')],
  level: 'should',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'Administrators guess which element to sign, and learn by trial.',
  expect: 'inspect',
  forgets: 'metadata-want-assertions-signed',
  procedure: { kind: 'inspect', evidence: 'metadata' },
  inspect: metadataWantAssertionsSigned,
});
