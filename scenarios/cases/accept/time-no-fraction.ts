/** A fraction of a second is optional. */

import { defineCase } from '../../case.ts';
import { fractionDigits } from '../../../idp/faults/time.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.time.no-fraction',
  title: 'Accepts instants without a fraction of a second',
  spec: [core('1.3.3')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'A change in how the identity provider writes the time locks everybody out.',
  expect: 'accept',
  overStrict: 'fractional-instants',
  mutation: fractionDigits(0),
});
