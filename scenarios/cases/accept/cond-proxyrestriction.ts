/** Who may pass an assertion on is no question of its use here. */

import { defineCase } from '../../case.ts';
import { proxyRestriction } from '../../../idp/faults/audience.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.cond.proxyrestriction',
  title: 'Accepts an assertion that nobody may base further assertions on',
  spec: [core('2.5.1.6')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Users of an identity provider that forbids proxies are refused, although this service is none.',
  expect: 'accept',
  overStrict: 'no-proxy-restriction',
  mutation: proxyRestriction(),
});
