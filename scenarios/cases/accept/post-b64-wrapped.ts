/** RFC 2045 wraps its lines. */

import { defineCase } from '../../case.ts';
import { wrappedBase64 } from '../../../idp/faults/delivery.ts';
import { bindings, rfc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.post.b64-wrapped',
  title: 'Accepts base64 in lines of 76 characters',
  spec: [bindings('3.5.4'), rfc(2045, '6.8')],
  level: 'should',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Users of every identity provider that wraps its lines are refused.',
  expect: 'accept',
  overStrict: 'no-base64-line-breaks',
  mutation: wrappedBase64(),
});
