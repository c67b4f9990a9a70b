/** Whose signature it is does not matter when it is a signature over something else. */

import { defineCase } from '../../case.ts';
import { signatureOfMetadata } from '../../../idp/faults/decoys.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.metadata-signature',
  title: 'Refuses a forgery that carries the Signature of the identity provider’s own metadata',
  spec: [core('5.4.2'), cve('CVE-2025-46572')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody, without an account anywhere, signs in as anybody.',
  expect: 'reject',
  forgets: 'reference-parent',
  defects: ['signature-object'],
  variants: {
    response: { shape: { signing: 'response' }, mutation: signatureOfMetadata('Response') },
    assertion: { shape: { signing: 'assertion' }, mutation: signatureOfMetadata('Assertion') },
  },
});
