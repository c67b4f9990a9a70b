/** Extensions may be ignored. */

import { defineCase } from '../../case.ts';
import { extensions } from '../../../idp/faults/style.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.ext.extensions',
  title: 'Accepts a response with Extensions',
  spec: [core('3.2.2'), iip('IIP-EXT01')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Additional information from the identity provider, which may be ignored, locks people out.',
  expect: 'accept',
  overStrict: 'no-extensions',
  mutation: extensions(),
});
