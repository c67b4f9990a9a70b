/** A document may begin with what it is. */

import { defineCase } from '../../case.ts';
import { withDeclaration } from '../../../idp/faults/style.ts';
import { xml } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.xml.declaration',
  title: 'Accepts a message that begins with an XML declaration',
  spec: [xml('2.8')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Users of every identity provider that writes one, as several do, are refused.',
  expect: 'accept',
  overStrict: 'no-xml-declaration',
  mutation: withDeclaration(),
});
