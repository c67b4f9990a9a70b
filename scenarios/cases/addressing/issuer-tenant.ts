/** Tenants may share signing keys: only the issuer tells them apart. */

import { defineCase } from '../../case.ts';
import { otherTenant } from '../../../idp/faults/addressing.ts';
import { entra, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.issuer.tenant',
  title: 'Refuses an assertion of another Entra tenant under the same signing key',
  spec: [entra('Issuer'), profiles('4.1.4.2')],
  level: 'must',
  layer: 'entra',
  impact: 'impersonation',
  why: 'Whoever has a tenant of their own makes a user with your administrator’s name and signs in.',
  expect: 'reject',
  forgets: 'issuer-assertion',
  shape: { signing: 'assertion' },
  mutation: otherTenant(),
  defects: ['issuer-mismatch'],
});
