/** A response names the endpoint that it was sent to. */

import { defineCase } from '../../case.ts';
import { destination, otherAcs } from '../../../idp/faults/addressing.ts';
import { bindings, core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.destination.wrong',
  title: 'Refuses a response that was sent to another endpoint',
  spec: [core('3.2.2'), bindings('3.5.5.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A response that somebody obtained at another service can be passed on to this one.',
  expect: 'reject',
  forgets: 'destination',
  mutation: destination(otherAcs),
  defects: ['destination-mismatch'],
});
