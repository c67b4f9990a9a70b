/** Every signature that is present must verify. */

import { defineCase } from '../../case.ts';
import { signatureValueFlipped } from '../../../idp/faults/signatures.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.outer-bad-inner-good',
  title: 'Refuses a response whose own signature is wrong although that of its assertion is right',
  spec: [profiles('4.1.4.3')],
  level: 'must',
  layer: 'saml',
  impact: 'hygiene',
  why: 'Status, address and everything else around the assertion is free for anybody to write.',
  expect: 'reject',
  forgets: ['every-signature', 'signature-value'],
  shape: { signing: 'both' },
  mutation: signatureValueFlipped('outermost'),
  defects: ['signature-value-invalid'],
});
