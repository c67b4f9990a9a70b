/** A comment between elements says nothing. */

import { defineCase } from '../../case.ts';
import { style } from '../../../idp/faults/style.ts';
import { c14n, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.xml.comments-outside',
  title: 'Accepts comments between elements',
  spec: [c14n('2.1'), iip('IIP-EXT01')],
  level: 'should',
  layer: 'saml',
  impact: 'interoperability',
  why: 'An SP that takes the first child node for the first child element breaks on the first comment.',
  expect: 'accept',
  overStrict: 'no-comments',
  mutation: style({ comments: true }),
});
