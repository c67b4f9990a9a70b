/** Advice may be ignored. */

import { defineCase } from '../../case.ts';
import { advice } from '../../../idp/faults/style.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.ext.advice',
  title: 'Accepts an assertion with Advice',
  spec: [core('2.6.1'), iip('IIP-EXT01')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Additional information from the identity provider, which may be ignored, locks people out.',
  expect: 'accept',
  overStrict: 'no-advice',
  mutation: advice(),
});
