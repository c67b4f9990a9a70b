/** A name is no search filter. */

import { defineCase } from '../../case.ts';
import { nearlyVictim, withMark } from '../../../idp/faults/collisions.ts';
import { core, cwe, rfc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.inject.ldap',
  title: 'Looks a name with marks of a search filter up as it stands',
  spec: [cwe(90), rfc(4515, '3'), core('1.3.1')],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever gets a name at the identity provider that matches a colleague’s in the directory has the colleague’s account.',
  expect: 'either',
  identity: 'not the victim',
  variants: {
    wildcard: { forgets: 'name-pattern', mutation: nearlyVictim(withMark('*')) },
    filter: { forgets: 'name-quotes', mutation: nearlyVictim((name) => `${name})(objectClass=*`) },
  },
});
