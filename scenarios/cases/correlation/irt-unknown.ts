/** Response and confirmation agree, and are wrong together. */

import { defineCase } from '../../case.ts';
import { answersUnknown } from '../../../idp/faults/addressing.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.irt.unknown',
  title: 'Refuses an answer that names, in both places, one request that it never made',
  spec: [profiles('4.1.4.3'), core('3.2.2')],
  level: 'must',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'Comparing the message with itself proves nothing: an answer that was got elsewhere opens a session here.',
  expect: 'reject',
  forgets: 'in-response-to-own',
  mutation: answersUnknown(),
  defects: ['in-response-to-mismatch'],
});
