/** Every signature that is present must verify. */

import { defineCase } from '../../case.ts';
import { innerSignatureByStranger } from '../../../idp/faults/signatures.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.outer-good-inner-bad',
  title: 'Refuses an assertion whose own signature is wrong although that of the response is right',
  spec: [profiles('4.1.4.3')],
  level: 'must',
  layer: 'saml',
  impact: 'hygiene',
  why: 'An assertion of somebody else is accepted because of the envelope that it came in.',
  expect: 'reject',
  forgets: ['every-signature', 'signature-value'],
  shape: { signing: 'both' },
  mutation: innerSignatureByStranger(),
  defects: ['signature-value-invalid'],
});
