/** The identity provider's signature on its metadata is there for everybody to copy. */

import { defineCase } from '../../case.ts';
import { metadataAsProof } from '../../../idp/faults/decoys.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.metadata-as-response',
  title: 'Refuses a forged assertion beside the identity provider’s own signed metadata',
  spec: [core('5.4.2'), cve('CVE-2024-45409')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody, without an account anywhere, signs in as anybody.',
  expect: 'reject',
  forgets: 'signed-content.any-element',
  shape: { signing: 'assertion' },
  mutation: metadataAsProof(),
  defects: ['unsigned'],
});
