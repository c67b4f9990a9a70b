/** A bearer assertion is good once. */

import { defineCase } from '../../case.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.replay.same-post',
  title: 'Refuses the same response a second time in the same browser',
  spec: [profiles('4.1.4.5')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Whoever uses the browser next goes back in its history and is signed in again.',
  expect: 'reject',
  forgets: 'replay',
  procedure: { kind: 'replaySameBrowser' },
});
