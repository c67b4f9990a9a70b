/** A name is no part of an address until it is encoded. */

import { defineCase } from '../../case.ts';
import { nearlyVictim, percentEscaped } from '../../../idp/faults/collisions.ts';
import { core, cwe, rfc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.inject.path',
  title: 'Keeps a name apart from the one that a path would make of it',
  spec: [cwe(22), rfc(3986, '5.2.4'), core('1.3.1')],
  level: 'should',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Where names stand in the paths of files or of another service, whoever gets a fitting name has a colleague’s data.',
  expect: 'either',
  forgets: 'name-path',
  identity: 'not the victim',
  variants: {
    'dot-segments': { mutation: nearlyVictim((name) => `samlproof/../${name}`) },
    query: { mutation: nearlyVictim((name) => `${name}?samlproof`) },
    'percent-escape': { mutation: nearlyVictim(percentEscaped) },
  },
});
