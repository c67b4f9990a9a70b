/** A request is answered once. */

import { defineCase } from '../../case.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.irt.used-twice',
  title: 'Refuses a second, fresh answer to a request that was answered',
  spec: [profiles('4.1.4.3')],
  level: 'should',
  layer: 'hardening',
  impact: 'request-forgery',
  why: 'An answer that is held back signs the browser in again later, as somebody else.',
  expect: 'reject',
  forgets: ['request-single-use', 'unsolicited-in-response-to'],
  procedure: { kind: 'answerAgain' },
});
