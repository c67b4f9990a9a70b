/** A signature somewhere inside an assertion is not the signature of the assertion. */

import { defineCase } from '../../case.ts';
import { metadataAsProof } from '../../../idp/faults/decoys.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.metadata-in-assertion',
  title: 'Refuses a forged assertion that holds the identity provider’s own signed metadata',
  spec: [core('5.4.2'), cve('CVE-2025-46572')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody, without an account anywhere, signs in as anybody.',
  expect: 'reject',
  forgets: 'signed-content.any-element',
  shape: { signing: 'assertion' },
  mutation: metadataAsProof('advice'),
  defects: ['unsigned'],
});
