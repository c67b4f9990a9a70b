/** A new question does not make the old answer good again. */

import { defineCase } from '../../case.ts';
import { sameAssertion } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.replay.next-request',
  title: 'Refuses a used assertion in a new response to another request',
  spec: [profiles('4.1.4.5'), profiles('4.1.4.3')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Whoever got hold of one assertion starts a sign-in, puts it into a response of their own, and is let in as its owner.',
  expect: 'reject',
  forgets: 'replay',
  shape: { signing: 'assertion' },
  mutation: sameAssertion(),
  procedure: { kind: 'signInTwice' },
  defects: ['assertion-replayed', 'confirmation-in-response-to-mismatch'],
  inseparable: 'The signed confirmation answers the request of the first sign-in, and an attacker cannot change it.',
});
