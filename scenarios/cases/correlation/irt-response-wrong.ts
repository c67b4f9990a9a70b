/** A response answers a request, or none. */

import { defineCase } from '../../case.ts';
import { responseToUnknown } from '../../../idp/faults/addressing.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.irt.response-wrong',
  title: 'Refuses a response to a request that it never made',
  spec: [core('3.2.2'), profiles('4.1.4.3')],
  level: 'must',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'An attacker signs a person’s browser in with an account of the attacker’s choice.',
  expect: 'reject',
  forgets: 'in-response-to-response',
  mutation: responseToUnknown(),
  defects: ['in-response-to-mismatch'],
});
