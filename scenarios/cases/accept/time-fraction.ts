/** Any number of fractional digits is an xs:dateTime; three of them, Entra's form, stand in every control. */

import { defineCase } from '../../case.ts';
import { fractionDigits } from '../../../idp/faults/time.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.time.fraction',
  title: 'Accepts instants with a fraction of a second in any number of digits',
  spec: [core('1.3.3')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'A change in how the identity provider writes the time locks everybody out.',
  expect: 'accept',
  overStrict: 'three-digit-instants',
  variants: {
    '1': { title: 'Accepts instants with one fractional digit', mutation: fractionDigits(1) },
    '7': { title: 'Accepts instants with seven fractional digits', mutation: fractionDigits(7) },
  },
});
