/** Entra's default: only the assertion is signed. */

import { defineCase } from '../../case.ts';
import { core, profiles, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.sig.assertion-only',
  title: 'Accepts a response whose assertion alone is signed',
  spec: [core('5.1'), profiles('4.1.4.5'), iip('IIP-SSO04')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Nobody can sign in with the signing option that Entra ID has when nothing is changed.',
  expect: 'accept',
  overStrict: 'response-signature-required',
  shape: { signing: 'assertion' },
});
