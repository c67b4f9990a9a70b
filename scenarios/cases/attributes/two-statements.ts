/** Attributes may stand in several statements. */

import { defineCase } from '../../case.ts';
import { twoStatements } from '../../../idp/faults/claims.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.two-statements',
  title: 'Accepts attributes in two statements',
  spec: [core('2.3.3'), core('2.7.3')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'A service provider that reads the first statement only loses claims, the ones that rights rest on among them.',
  expect: 'accept',
  overStrict: 'one-attribute-statement',
  mutation: twoStatements(),
});
