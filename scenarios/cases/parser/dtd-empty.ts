/** SAML messages have no document type; what one may declare is an attack. */

import { defineCase } from '../../case.ts';
import { emptyDoctype } from '../../../idp/faults/doctype.ts';
import { iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xxe.dtd-empty',
  title: 'Refuses a message with a document type declaration, even an empty one',
  spec: [iip('IIP-G03')],
  level: 'must',
  layer: 'saml2int',
  impact: 'denial',
  why: 'Where a harmless declaration passes, entity bombs and file reading are one step away.',
  expect: 'reject',
  forgets: 'doctype',
  mutation: emptyDoctype(),
  defects: ['dtd-present'],
});
