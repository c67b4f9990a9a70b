/** An answer belongs to the browser that asked. */

import { defineCase } from '../../case.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.irt.other-session',
  title: 'Refuses the answer to a request that another browser made',
  spec: [profiles('4.1.4.3')],
  level: 'should',
  layer: 'hardening',
  impact: 'request-forgery',
  why: 'An attacker sends a person a link and the person works, unknowing, in the attacker’s account.',
  expect: 'reject',
  forgets: ['request-state-in-session', 'unsolicited-in-response-to'],
  procedure: { kind: 'answerOtherBrowser' },
});
