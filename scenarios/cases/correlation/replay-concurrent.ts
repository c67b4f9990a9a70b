/** Checked and noted must be one step. */

import { defineCase } from '../../case.ts';
import { oneSession } from '../../inspect.ts';
import { cve, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.replay.concurrent',
  title: 'Opens one session at most for an assertion that is posted twenty times at once',
  spec: [profiles('4.1.4.5'), cve('CVE-2026-45720')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Whoever is quick gets a second session out of a stolen assertion before the first is noted.',
  expect: 'inspect',
  forgets: 'replay',
  procedure: { kind: 'concurrent', count: 20 },
  inspect: oneSession,
});
