/** The two places of one fact agree. */

import { defineCase } from '../../case.ts';
import { responseToNothing } from '../../../idp/faults/addressing.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.irt.response-missing',
  title: 'Refuses a response that answers nothing around a confirmation that answers its request',
  spec: [core('3.2.2'), profiles('4.1.4.2')],
  level: 'should',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'A service provider that looks for the request in the Response alone takes this for a sign-in that nobody asked for.',
  expect: 'reject',
  forgets: ['in-response-to-response-required', 'unsolicited-by-response'],
  mutation: responseToNothing(),
  defects: ['in-response-to-missing'],
});
