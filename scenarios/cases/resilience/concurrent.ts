/** Two people, twenty browsers: what one sign-in leaves in a shared place the next one finds. */

import { defineCase } from '../../case.ts';
import { cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'resil.concurrent',
  title: 'Gives each of twenty sign-ins at the same instant their own session',
  spec: [cwe(362)],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'On a busy morning people find themselves signed in as somebody else.',
  expect: 'accept',
  forgets: 'session-isolation',
  overStrict: 'one-sign-in-at-a-time',
  needs: ['resilience'],
  procedure: { kind: 'together', count: 20 },
});
