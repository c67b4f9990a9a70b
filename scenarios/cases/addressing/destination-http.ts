/** The scheme is a part of the address. */

import { defineCase } from '../../case.ts';
import { byOtherScheme, destination } from '../../../idp/faults/addressing.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.destination.http',
  title: 'Refuses its own address under the other scheme as Destination',
  spec: [core('3.2.2'), core('1.3.2')],
  level: 'should',
  layer: 'saml',
  impact: 'hygiene',
  why: 'Where http and https count as one, a response that travelled in the clear is accepted like one that did not.',
  expect: 'reject',
  forgets: ['destination', 'destination-scheme'],
  mutation: destination(byOtherScheme),
  defects: ['destination-mismatch'],
});
