/** Whoever asks for a sign-out says who they are. */

import { defineCase } from '../../case.ts';
import { logoutRequestSigned } from '../../inspect.ts';
import { profiles, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.sp.signed',
  title: 'Signs its LogoutRequest',
  spec: [saml2int('SDP-SP28'), profiles('4.4.4.1')],
  level: 'must',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'Identity providers that obey the profile refuse the request, and the other applications stay open.',
  expect: 'inspect',
  forgets: 'logout-request-signature',
  needs: ['single-logout'],
  procedure: { kind: 'logout', start: 'sp' },
  inspect: logoutRequestSigned,
});
