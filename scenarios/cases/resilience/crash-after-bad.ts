/** Whatever was refused, the next person is served. */

import { defineCase } from '../../case.ts';
import { cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'resil.crash-after-bad',
  title: 'Still signs people in after twenty malformed messages',
  spec: [cwe(400)],
  level: 'must',
  layer: 'hardening',
  impact: 'denial',
  why: 'Anybody, without an account, can keep everybody else out.',
  expect: 'accept',
  overStrict: 'refusals-lock',
  needs: ['resilience'],
  procedure: {
    kind: 'afterHostile',
    cases: ['structure/malformed', 'structure/not-base64', 'structure/wrong-root@foreign', 'parser/dtd-empty'],
    rounds: 5,
  },
});
