/** Only the response is signed; the assertion inherits the protection. */

import { defineCase } from '../../case.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.sig.response-only',
  title: 'Accepts a response that is signed as a whole, with an unsigned assertion inside',
  spec: [core('5.3'), iip('IIP-SSO04')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Sign-in stops for everybody as soon as an administrator chooses «Sign SAML response».',
  expect: 'accept',
  fix: 'Read what the signature of the response covers; where signed assertions are your policy, say idp.signing: assertion in the profile.',
  overStrict: 'assertion-signature-required',
  shape: { signing: 'response' },
});
