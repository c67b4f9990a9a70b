/** What a Manifest lists is not validated with the signature: that is left to the application, which forgets it. */

import { defineCase } from '../../case.ts';
import { throughManifest } from '../../../idp/faults/reference-forms.ts';
import { core, errata, xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.manifest',
  title: 'Refuses a signature over a Manifest that names the assertion',
  spec: [core('5.4.2'), errata('E91'), xmldsig('5.1')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'The signature holds, the digest of the assertion is never compared, and any name can be written into it.',
  expect: 'reject',
  forgets: 'reference-parent',
  mutation: throughManifest(),
  defects: ['signature-object'],
});
