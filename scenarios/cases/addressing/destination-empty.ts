/** An empty address is no address. */

import { defineCase } from '../../case.ts';
import { destination } from '../../../idp/faults/addressing.ts';
import { bindings, core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.destination.empty',
  title: 'Refuses an empty Destination',
  spec: [core('3.2.2'), bindings('3.5.5.2')],
  level: 'should',
  layer: 'saml',
  impact: 'replay',
  why: 'A check that is made only where there is something to compare is no check.',
  expect: 'reject',
  forgets: ['destination', 'destination-empty'],
  mutation: destination(''),
  defects: ['destination-mismatch'],
});
