/** A session id from before the sign-in may be somebody else's. */

import { defineCase } from '../../case.ts';
import { sessionRotated } from '../../inspect.ts';
import { cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sess.rotation',
  title: 'Changes the session id at sign-in',
  spec: [cwe(384)],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'An attacker who plants a cookie beforehand shares the session of the person who signs in.',
  expect: 'inspect',
  forgets: 'session-rotation',
  procedure: { kind: 'plantedCookies' },
  inspect: sessionRotated,
});
