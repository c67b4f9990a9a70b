/** An address is its local part and its domain. */

import { defineCase } from '../../case.ts';
import { atOtherDomain, nearlyVictim } from '../../../idp/faults/collisions.ts';
import { core, rfc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.email.local-part',
  title: 'Keeps a name apart from the same one at another domain',
  spec: [core('1.3.1'), rfc(5321, '2.3.11')],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'A guest of the tenant whose name at home is a colleague’s name here has the colleague’s account.',
  expect: 'either',
  forgets: 'name-domain',
  identity: 'not the victim',
  mutation: nearlyVictim(atOtherDomain),
});
