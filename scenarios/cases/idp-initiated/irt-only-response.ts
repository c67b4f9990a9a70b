/** Unsolicited means unsolicited, outside as well. */

import { defineCase } from '../../case.ts';
import { responseToUnknown } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'idpi.irt-only-response',
  title: 'Refuses an unsolicited response that claims to answer a request, while its assertion answers none',
  spec: [profiles('4.1.5')],
  level: 'should',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'Where the two places are read by two parts of the program, one of them can be told what the other does not see.',
  expect: 'reject',
  forgets: ['unsolicited-by-confirmation', 'unsolicited-in-response-to'],
  needs: ['idp-initiated'],
  shape: { initiated: 'idp' },
  mutation: responseToUnknown(),
  procedure: { kind: 'unsolicited' },
});
