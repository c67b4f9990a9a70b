/** Signing in from the identity provider's portal: a choice of the SP's, to be made cleanly. */

import { defineCase } from '../../case.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'idpi.plain',
  title: 'Accepts an unsolicited response, or refuses it cleanly',
  spec: [profiles('4.1.5')],
  level: 'may',
  layer: 'saml',
  impact: 'interoperability',
  why: 'People who start from My Apps end on a broken page.',
  expect: 'either',
  forgets: 'unsolicited-identity',
  procedure: { kind: 'unsolicited' },
});
