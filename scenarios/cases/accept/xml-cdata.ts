/** A CDATA section is one more way to write text; canonicalization turns it into plain text. */

import { defineCase } from '../../case.ts';
import { style } from '../../../idp/faults/style.ts';
import { xml, c14n } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.xml.cdata',
  title: 'Accepts NameID and attribute values that are written as CDATA sections',
  spec: [xml('2.7'), c14n('2.1')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Users of an identity provider that writes CDATA are refused, or arrive with an empty name.',
  expect: 'accept',
  overStrict: 'no-cdata',
  mutation: style({ cdata: true }),
});
