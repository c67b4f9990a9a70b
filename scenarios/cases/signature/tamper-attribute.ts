/** Attributes are signed like the name. */

import { defineCase } from '../../case.ts';
import { tampered } from '../../../idp/faults/signatures.ts';
import { xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.tamper-attribute',
  title: 'Refuses a response whose attribute values were changed after signing',
  spec: [xmldsig('3.2.1')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody with an account of their own gives themselves the address, the groups and the roles of another.',
  expect: 'reject',
  forgets: 'digest',
  mutation: tampered('AttributeStatement'),
  defects: ['digest-mismatch'],
});
