/** The first of two names is no better than the last. */

import { defineCase } from '../../case.ts';
import { victimsValueFirst } from '../../../idp/faults/stray-claims.ts';
import { core, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.required.multi-value',
  title: 'Names nobody by the first of two values',
  spec: [core('2.7.3.1'), saml2int('SDP-SP19')],
  level: 'should',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever adds a colleague’s address to their own at the identity provider has the colleague’s account.',
  expect: 'either',
  forgets: 'required-claims-single',
  identity: 'not the victim',
  mutation: victimsValueFirst(),
  defects: ['claim-ambiguous'],
});
