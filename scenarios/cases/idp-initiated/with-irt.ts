/** Unsolicited means unsolicited. */

import { defineCase } from '../../case.ts';
import { answersUnknown } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'idpi.with-irt',
  title: 'Refuses an unsolicited response that claims to answer a request',
  spec: [profiles('4.1.5')],
  level: 'must',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'A stolen answer to somebody else’s request is taken for an unsolicited one.',
  expect: 'reject',
  forgets: 'unsolicited-in-response-to',
  needs: ['idp-initiated'],
  shape: { initiated: 'idp' },
  mutation: answersUnknown(),
  procedure: { kind: 'unsolicited' },
});
