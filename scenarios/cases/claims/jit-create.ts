/** Accounts are made of what was sent. */

import { defineCase } from '../../case.ts';
import { changedValues } from '../../../idp/faults/people.ts';
import { valuesTakenOver } from '../../inspect.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.jit.create',
  title: 'Creates an account with exactly the values that were sent',
  spec: [saml2int('SDP-SP12')],
  level: 'may',
  layer: 'hardening',
  impact: 'hygiene',
  why: 'People start with an account that is half theirs, and support mends it by hand.',
  expect: 'inspect',
  forgets: 'account-values',
  needs: ['jit-provisioning', 'attributes-probe'],
  mutation: changedValues('new person'),
  procedure: { kind: 'signIn' },
  inspect: valuesTakenOver,
});
