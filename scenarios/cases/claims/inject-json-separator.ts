/** One value is one value, whatever the service provider's own lists are written with. */

import { defineCase } from '../../case.ts';
import { nearlyVictim } from '../../../idp/faults/collisions.ts';
import { core, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.inject.json-separator',
  title: 'Takes a name with a separator in it for one name',
  spec: [core('2.7.3.1.1'), saml2int('SDP-IDP20')],
  level: 'should',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever gets a name at the identity provider that begins with a colleague’s and a separator has the colleague’s account.',
  expect: 'either',
  forgets: 'name-list',
  identity: 'not the victim',
  variants: {
    semicolon: { mutation: nearlyVictim((name) => `${name};samlproof`) },
    comma: { mutation: nearlyVictim((name) => `${name},samlproof`) },
  },
});
