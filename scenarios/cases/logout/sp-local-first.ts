/** Whoever signs out is signed out, whether or not anybody else answers. */

import { defineCase } from '../../case.ts';
import { sessionEnded } from '../../inspect.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.sp.local-first',
  title: 'Ends its own session though the identity provider never answers the LogoutRequest',
  spec: [saml2int('SDP-SP34')],
  level: 'must',
  layer: 'saml2int',
  impact: 'takeover',
  why: 'A person who signed out on a shared computer is still signed in when the identity provider is slow or gone.',
  expect: 'inspect',
  forgets: ['logout-local-first', 'logout-session-end'],
  needs: ['single-logout'],
  procedure: { kind: 'logout', start: 'sp', answer: 'never' },
  inspect: sessionEnded,
});
