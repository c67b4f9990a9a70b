/** Every assertion says who speaks. */

import { defineCase } from '../../case.ts';
import { assertionIssuer } from '../../../idp/faults/addressing.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.issuer.assertion-missing',
  title: 'Refuses an assertion without Issuer',
  spec: [core('2.3.3')],
  level: 'must',
  layer: 'saml',
  impact: 'hygiene',
  why: 'Nobody can tell whose word is taken for it.',
  expect: 'reject',
  forgets: 'issuer-assertion-required',
  mutation: assertionIssuer(undefined),
  defects: ['issuer-missing'],
});
