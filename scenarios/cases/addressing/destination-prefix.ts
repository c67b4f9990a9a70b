/** Addresses are compared whole. */

import { defineCase } from '../../case.ts';
import { destination, onLongerHost } from '../../../idp/faults/addressing.ts';
import { bindings, core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.destination.prefix',
  title: 'Refuses a Destination that only begins with its own address',
  spec: [core('3.2.2'), core('1.3.2'), bindings('3.5.5.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Responses for another place on the same host, or for a look-alike host, are accepted here.',
  expect: 'reject',
  forgets: 'destination',
  defects: ['destination-mismatch'],
  variants: {
    'path-suffix': { mutation: destination((own) => `${own}/other`) },
    'host-suffix': { mutation: destination(onLongerHost) },
  },
});
