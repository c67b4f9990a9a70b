/** The assertion counts, not its envelope. */

import { defineCase } from '../../case.ts';
import { sameAssertionId } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.replay.same-assertion-new-response',
  title: 'Refuses a used assertion identifier in a fresh response',
  spec: [profiles('4.1.4.5')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Whoever keeps only the identifiers of responses is shown the same assertion again and again.',
  expect: 'reject',
  forgets: 'replay',
  shape: { signing: 'assertion' },
  mutation: sameAssertionId(),
  procedure: { kind: 'answerAgain' },
});
