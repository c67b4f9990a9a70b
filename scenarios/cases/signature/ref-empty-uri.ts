/** An empty URI means the whole document, not the element in which the signature stands. */

import { defineCase } from '../../case.ts';
import { referencing } from '../../../idp/faults/references.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.empty-uri',
  title: 'Refuses a reference with an empty URI',
  spec: [core('5.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that does not compare the reference with the element it reads can be given a signature over something else.',
  expect: 'reject',
  forgets: 'reference-parent',
  mutation: referencing({ uri: '' }),
  defects: ['reference-uri-empty'],
});
