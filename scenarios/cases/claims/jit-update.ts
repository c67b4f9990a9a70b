/** Names change, groups are left. */

import { defineCase } from '../../case.ts';
import { changedValues } from '../../../idp/faults/people.ts';
import { valuesTakenOver } from '../../inspect.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.jit.update',
  title: 'Takes over values that have changed since the last sign-in',
  spec: [saml2int('SDP-SP12')],
  level: 'should',
  layer: 'hardening',
  impact: 'hygiene',
  why: 'People keep the rights of the group that they left.',
  expect: 'inspect',
  forgets: ['account-update', 'account-values'],
  needs: ['jit-provisioning', 'attributes-probe'],
  mutation: changedValues('same person'),
  procedure: { kind: 'signInTwice' },
  inspect: valuesTakenOver,
});
