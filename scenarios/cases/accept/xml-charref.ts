/** A reference is one more way to write a character. */

import { defineCase } from '../../case.ts';
import { characterReferences } from '../../../idp/faults/style.ts';
import { xml, c14n } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.xml.charref',
  title: 'Accepts values with entity and character references',
  spec: [xml('4.1'), c14n('2.3')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'People with an ampersand or an accent in the name are refused, or get a mangled account.',
  expect: 'accept',
  overStrict: 'no-character-references',
  mutation: characterReferences(),
});
