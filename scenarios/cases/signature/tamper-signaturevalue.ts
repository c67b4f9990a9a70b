/** One wrong bit is a wrong signature. */

import { defineCase } from '../../case.ts';
import { signatureValueFlipped } from '../../../idp/faults/signatures.ts';
import { xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.tamper-signaturevalue',
  title: 'Refuses a signature value with one flipped bit',
  spec: [xmldsig('3.2.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that does not compute the signature accepts every forgery.',
  expect: 'reject',
  forgets: 'signature-value',
  mutation: signatureValueFlipped(),
  defects: ['signature-value-invalid'],
});
