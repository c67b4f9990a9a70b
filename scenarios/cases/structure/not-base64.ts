/** The message as plain XML. Characters strewn into base64 are no such case: RFC 2045 lets decoders skip them. */

import { defineCase } from '../../case.ts';
import { notBase64 } from '../../../idp/faults/delivery.ts';
import { bindings, rfc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.not-base64',
  title: 'Refuses a parameter that is not base64',
  spec: [bindings('3.5.4'), rfc(2045, '6.8')],
  level: 'must',
  layer: 'saml',
  impact: 'hygiene',
  why: 'An SP that also takes a message in the clear lets a filter in front of it see another message than the SP.',
  expect: 'reject',
  forgets: 'base64',
  mutation: notBase64(),
  defects: ['not-base64'],
});
