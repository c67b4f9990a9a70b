/** A digest that fits proves nothing while the signature over it does not. */

import { defineCase } from '../../case.ts';
import { digestFixed } from '../../../idp/faults/signatures.ts';
import { xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.tamper-digest-fixed',
  title: 'Refuses changed content with a recomputed digest under the old signature value',
  spec: [xmldsig('3.2.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that checks digests only lets everybody in as anybody: a digest needs no key.',
  expect: 'reject',
  forgets: 'signature-value',
  mutation: digestFixed(),
  defects: ['signature-value-invalid'],
});
