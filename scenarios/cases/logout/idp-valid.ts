/** The identity provider ends the session everywhere. */

import { defineCase } from '../../case.ts';
import { logoutResponseShape } from '../../inspect.ts';
import { core, iip, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.idp.valid',
  title: 'Ends the session for a signed LogoutRequest',
  spec: [core('3.7.3.1'), saml2int('SDP-SP26'), saml2int('SDP-SP33'), iip('IIP-SP15')],
  level: 'should',
  layer: 'saml',
  impact: 'takeover',
  why: 'Somebody who signed out, or whose account was closed, goes on working at the service provider.',
  expect: 'accept',
  needs: ['single-logout'],
  procedure: { kind: 'logout', start: 'idp' },
  variants: {
    session: { overStrict: 'logout-by-post-only', forgets: 'logout-session-end' },
    response: {
      title: 'Answers a signed LogoutRequest with a signed LogoutResponse',
      impact: 'interoperability',
      why: 'The identity provider cannot tell that the session has ended, and reports that the sign-out failed.',
      expect: 'inspect',
      forgets: ['logout-response', 'logout-response-signature'],
      overStrict: 'logout-by-post-only',
      inspect: logoutResponseShape,
    },
  },
});
