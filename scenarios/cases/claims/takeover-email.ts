/** An address is no proof of who somebody is. */

import { defineCase } from '../../case.ts';
import { newPerson, newPersonWithVictimsAddress } from '../../../idp/faults/people.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.takeover.email',
  title: 'Does not give a new person the account that has the same e-mail address',
  spec: [cve('CVE-2025-23389'), core('8.3.7')],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Addresses can be changed and reassigned at the identity provider: who has the right to set one has the account.',
  expect: 'either',
  forgets: 'account-by-name-id',
  mutation: newPersonWithVictimsAddress(),
  identity: newPerson,
});
