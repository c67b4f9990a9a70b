/** A bearer assertion is good once, anywhere. */

import { defineCase } from '../../case.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.replay.other-session',
  title: 'Refuses a used response in another browser',
  spec: [profiles('4.1.4.5')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A response that leaks through a log, a proxy or an extension opens the account from anywhere.',
  expect: 'reject',
  forgets: 'replay',
  procedure: { kind: 'replayOtherBrowser' },
});
