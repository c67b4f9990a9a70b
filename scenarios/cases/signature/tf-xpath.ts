/** A filter can leave out of the signature just what matters. */

import { defineCase } from '../../case.ts';
import { xpathTransform } from '../../../idp/faults/references.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.tf.xpath',
  title: 'Refuses an XPath transform that leaves the identity out',
  spec: [core('5.4.4')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'The signature stays valid whatever name is written into the assertion.',
  expect: 'reject',
  forgets: 'transform-allow-list',
  mutation: xpathTransform(),
  defects: ['transform-forbidden'],
});
