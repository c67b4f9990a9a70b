/** What two addresses have in common is known to their mail host only. */

import { defineCase } from '../../case.ts';
import { nearlyVictim, quoted, tagged } from '../../../idp/faults/collisions.ts';
import { core, rfc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.email.plus-quoted',
  title: 'Keeps an address with a tag or in quotes apart from the plain one',
  spec: [core('1.3.1'), rfc(5321, '2.3.11'), rfc(5233, '')],
  level: 'should',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever may choose a tag for an address of their own at the identity provider has the account of the plain one.',
  expect: 'either',
  forgets: 'name-mailbox',
  identity: 'not the victim',
  variants: {
    tag: { mutation: nearlyVictim(tagged) },
    quotes: { mutation: nearlyVictim(quoted) },
  },
});
