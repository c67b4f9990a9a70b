/** Nobody asked, so only memory helps. */

import { defineCase } from '../../case.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'idpi.replay',
  title: 'Refuses an unsolicited response that was used before',
  spec: [profiles('4.1.4.5')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A stolen unsolicited response opens the account from anywhere, as often as one likes.',
  expect: 'reject',
  forgets: 'replay',
  needs: ['idp-initiated'],
  shape: { initiated: 'idp' },
  procedure: { kind: 'replayOtherBrowser' },
});
