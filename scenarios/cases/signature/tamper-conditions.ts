/** Limits are signed like names. */

import { defineCase } from '../../case.ts';
import { validityExtended } from '../../../idp/faults/signatures.ts';
import { xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.tamper-conditions',
  title: 'Refuses a response whose validity was extended after signing',
  spec: [xmldsig('3.2.1')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A leaked response is made valid again with a text editor.',
  expect: 'reject',
  forgets: 'digest',
  mutation: validityExtended(),
  defects: ['digest-mismatch'],
});
