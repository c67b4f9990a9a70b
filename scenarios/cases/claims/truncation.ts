/** A name that does not fit is no shorter name. */

import { defineCase } from '../../case.ts';
import { nearlyVictim, padded } from '../../../idp/faults/collisions.ts';
import { core, cve, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.truncation',
  title: 'Keeps a name apart from the one that is left of it when a column cuts it',
  spec: [core('1.3.1'), iip('IIP-G02'), cve('CVE-2008-4106')],
  level: 'should',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever gets a name at the identity provider that begins with a colleague’s has the colleague’s account.',
  expect: 'either',
  forgets: 'name-column',
  identity: 'not the victim',
  variants: {
    padded: { mutation: nearlyVictim(padded) },
    // MySQL’s «utf8» ends a text before the first character of four bytes, unless it is strict.
    'four-byte-character': { mutation: nearlyVictim((name) => `${name}🦊x`) },
  },
});
