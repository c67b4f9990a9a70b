/** A value may be said to be none. */

import { defineCase } from '../../case.ts';
import { claim, withAttributes } from '../../../idp/faults/claims.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.nil',
  title: 'Accepts an attribute value that is nil',
  spec: [core('2.7.3.1.1')],
  level: 'should',
  layer: 'saml',
  impact: 'interoperability',
  why: 'People of whom the directory knows some attribute not cannot sign in.',
  expect: 'accept',
  overStrict: 'no-empty-values',
  mutation: withAttributes({ name: claim.nickname, values: [{ nil: true }] }),
});
