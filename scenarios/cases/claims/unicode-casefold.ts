/** Letters that are another letter's capital or small form are letters of their own. */

import { defineCase } from '../../case.ts';
import { accentTwin, lowerCaseTwin, nearlyVictim, upperCaseTwin } from '../../../idp/faults/collisions.ts';
import { core, cve, uts } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.unicode.casefold',
  title: 'Keeps a name apart from the one that folding of case or accents would make of it',
  spec: [core('1.3.1'), uts(39), cve('CVE-2019-19844')],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever gets a name at the identity provider that only a database takes for a colleague’s has the colleague’s account.',
  expect: 'either',
  forgets: 'name-collation',
  identity: 'not the victim',
  variants: {
    'upper-case': { mutation: nearlyVictim(upperCaseTwin) },
    'lower-case': { mutation: nearlyVictim(lowerCaseTwin) },
    accent: { mutation: nearlyVictim(accentTwin) },
  },
});
