/** White space between elements means nothing in SAML. */

import { defineCase } from '../../case.ts';
import { style } from '../../../idp/faults/style.ts';
import { xml, core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.xml.pretty',
  title: 'Accepts a message that was indented before it was signed',
  spec: [xml('2.10'), core('1.3.1')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'An SP that takes the first child node for the first child element breaks with any identity provider that indents.',
  expect: 'accept',
  overStrict: 'no-white-space',
  mutation: style({ pretty: true }),
});
