/** A refusal is the sender’s fault. */

import { defineCase } from '../../case.ts';
import { tampered } from '../../../idp/faults/signatures.ts';
import { rejectionStatus } from '../../inspect.ts';
import { rfc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sess.error.status',
  title: 'Answers a refused response with a 4xx status',
  spec: [rfc(9110, '15.5')],
  level: 'should',
  layer: 'hardening',
  impact: 'hygiene',
  why: 'Attacks look like crashes in every chart, and real crashes are overlooked.',
  expect: 'inspect',
  forgets: 'error-status',
  mutation: tampered('NameID'),
  defects: ['digest-mismatch'],
  procedure: { kind: 'inspect', evidence: 'rejection' },
  inspect: rejectionStatus,
});
