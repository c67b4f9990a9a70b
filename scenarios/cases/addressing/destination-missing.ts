/** A signed message names the endpoint that it was sent to. */

import { defineCase } from '../../case.ts';
import { destination } from '../../../idp/faults/addressing.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.destination.missing',
  title: 'Refuses a signed response without Destination',
  spec: [bindings('3.5.5.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A response that somebody obtained at another service can be passed on to this one.',
  expect: 'reject',
  forgets: 'destination-required',
  shape: { signing: 'both' },
  mutation: destination(undefined),
  defects: ['destination-missing'],
});
