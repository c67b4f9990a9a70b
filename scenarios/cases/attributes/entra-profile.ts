/** The whole default claim set of Entra, with the two methods of a multi-factor sign-in. */

import { defineCase } from '../../case.ts';
import { entraDefaults } from '../../../idp/faults/claims.ts';
import { entra, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.entra-profile',
  title: 'Accepts every default claim of Entra after a multi-factor sign-in',
  spec: [entra('Claims in SAML tokens'), iip('IIP-SP01')],
  level: 'must',
  layer: 'entra',
  impact: 'interoperability',
  why: 'Sign-in breaks for the people for whom Entra demands a second factor, because a default claim then has two values.',
  expect: 'accept',
  overStrict: 'single-values',
  mutation: entraDefaults(),
});
