/** The digest is what ties the signature to the content. */

import { defineCase } from '../../case.ts';
import { tampered } from '../../../idp/faults/signatures.ts';
import { xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.tamper-nameid',
  title: 'Refuses a response whose NameID was changed after signing',
  spec: [xmldsig('3.2.1')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody with an account of their own exchanges the name in their own response and is somebody else.',
  expect: 'reject',
  forgets: 'digest',
  mutation: tampered('NameID'),
  defects: ['digest-mismatch'],
});
