/** An AttributeValue may hold anything, the signed assertion as well. */

import { defineCase } from '../../case.ts';
import { genuineInAttributeValue } from '../../../idp/faults/hiding-places.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.genuine-in-attributevalue',
  title: 'Does not read a forged assertion while the signed one stands in one of its values',
  spec: [core('2.7.3.1.1'), core('5.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that is content with any valid signature in the document lets anybody with an account be anybody.',
  expect: 'either',
  forgets: ['signed-content.nested', 'signed-content.any-element'],
  shape: { signing: 'assertion' },
  mutation: genuineInAttributeValue(),
  defects: ['assertion-not-covered'],
});
