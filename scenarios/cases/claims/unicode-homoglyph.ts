/** What looks alike is not the same. */

import { defineCase } from '../../case.ts';
import { lookAlike, nearlyVictim } from '../../../idp/faults/collisions.ts';
import { core, uts } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.unicode.homoglyph',
  title: 'Keeps a name with a look-alike letter apart from the name that it looks like',
  spec: [uts(39), core('1.3.1')],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever gets a look-alike of a colleague’s name at the identity provider has the colleague’s account.',
  expect: 'either',
  forgets: 'name-look-alikes',
  mutation: nearlyVictim(lookAlike),
  identity: 'not the victim',
});
