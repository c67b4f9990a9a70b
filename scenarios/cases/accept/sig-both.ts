/** Response and assertion each carry a signature of their own. */

import { defineCase } from '../../case.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.sig.both',
  title: 'Accepts a response in which both the response and the assertion are signed',
  spec: [core('5.3'), iip('IIP-SSO04')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Sign-in stops for everybody when the identity provider is set to the safest of its signing options.',
  expect: 'accept',
  overStrict: 'both-signatures-refused',
  shape: { signing: 'both' },
});
