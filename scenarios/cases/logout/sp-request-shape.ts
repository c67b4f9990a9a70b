/** What the identity provider needs to know whom to sign out. */

import { defineCase } from '../../case.ts';
import { logoutRequestShape } from '../../inspect.ts';
import { core, iip, profiles, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.sp.request-shape',
  title: 'Sends a LogoutRequest that names the person and the session as they were named to it',
  spec: [core('3.7.1'), profiles('4.4.4.1'), saml2int('SDP-SP29'), saml2int('SDP-SP30'), iip('IIP-SP14')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'The identity provider cannot tell whom to sign out, and the other applications stay open.',
  expect: 'inspect',
  forgets: [
    'logout-request-schema',
    'logout-request-destination',
    'logout-request-issuer',
    'logout-request-name-id',
    'logout-request-session-index',
  ],
  needs: ['single-logout'],
  procedure: { kind: 'logout', start: 'sp' },
  inspect: logoutRequestShape,
});
