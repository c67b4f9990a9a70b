/** Somebody signed in, and nobody says who. */

import { defineCase } from '../../case.ts';
import { nameless } from '../../../idp/faults/structure.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.no-nameid-no-attrs',
  title: 'Refuses an assertion that names nobody, neither by a NameID nor by attributes',
  spec: [saml2int('SDP-SP12'), saml2int('SDP-SP13')],
  level: 'should',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'Everybody without a name shares one account, and whoever was there first owns it.',
  expect: 'reject',
  forgets: ['subject-named'],
  fix: 'Demand the identifier that accounts are found by, and look nobody up by an empty or absent one.',
  mutation: nameless(),
  defects: ['name-id-missing', 'claim-missing'],
  inseparable: 'Without attributes there are no required claims either.',
});
