/** What a query language reads into a name is no part of it. */

import { defineCase } from '../../case.ts';
import { nearlyVictim, withMark } from '../../../idp/faults/collisions.ts';
import { core, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.inject.sql',
  title: 'Looks a name with marks of a query language up as it stands',
  spec: [cwe(89), cwe(943), core('1.3.1')],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever gets a name at the identity provider that matches a colleague’s has the colleague’s account, or more of the database.',
  expect: 'either',
  identity: 'not the victim',
  variants: {
    // Closes its own quotes and changes nothing, so that whatever statement it gets into finds the victim and harms nobody.
    quote: { forgets: 'name-quotes', mutation: nearlyVictim((name) => `${name}' OR 'a'='b`) },
    like: { forgets: 'name-pattern', mutation: nearlyVictim(withMark('_')) },
    'regular-expression': { forgets: 'name-pattern', mutation: nearlyVictim(withMark('.')) },
  },
});
