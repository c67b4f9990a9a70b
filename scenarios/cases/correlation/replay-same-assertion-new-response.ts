/** The assertion counts, not its envelope. */

import { defineCase } from '../../case.ts';
import { sameAssertion } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.replay.same-assertion-new-response',
  title: 'Refuses a used assertion in a new response to the same request',
  spec: [profiles('4.1.4.5')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Whoever keeps only the identifiers of responses is shown one assertion again and again, each time in an envelope of the attacker’s.',
  expect: 'reject',
  forgets: 'replay',
  shape: { signing: 'assertion' },
  mutation: sameAssertion(),
  procedure: { kind: 'answerAgain' },
  defects: ['assertion-replayed'],
});
