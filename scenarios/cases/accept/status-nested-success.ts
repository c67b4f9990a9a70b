/** Success may be told in more words. */

import { defineCase } from '../../case.ts';
import { statusWritten } from '../../../idp/faults/structure.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.status.nested-success',
  title: 'Accepts a Success with a second-level code',
  spec: [core('3.2.2.2')],
  level: 'should',
  layer: 'saml',
  impact: 'interoperability',
  why: 'A successful sign-in about which the identity provider says something more is refused.',
  expect: 'accept',
  overStrict: 'no-nested-status',
  mutation: statusWritten('urn:oasis:names:tc:SAML:2.0:status:Success', 'urn:samlproof:status:SecondFactorSkipped'),
});
