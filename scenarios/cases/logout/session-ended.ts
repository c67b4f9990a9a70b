/** Signed out means that nothing opens any more. */

import { defineCase } from '../../case.ts';
import { logoutResponseOfStandard } from '../../../idp/faults/logout.ts';
import { sessionEnded } from '../../inspect.ts';
import { core, cwe, entra } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.session-ended',
  title: 'Gives no data to another tab after the sign-out',
  spec: [core('3.7.3.1'), cwe(613), entra('Single Sign-Out SAML Protocol: LogoutResponse')],
  level: 'must',
  layer: 'saml',
  impact: 'takeover',
  why: 'Whoever sits down at the computer next, or copied the cookie before, goes on as the person who signed out.',
  expect: 'inspect',
  forgets: 'logout-session-end',
  needs: ['single-logout'],
  procedure: { kind: 'logout', start: 'sp' },
  mutation: logoutResponseOfStandard(),
  inspect: sessionEnded,
  variants: {
    'parallel-tab': {},
    'entra-response': { title: 'Gives no data once Entra has answered', level: 'should', layer: 'entra', mutation: {} },
    'old-cookie': {
      title: 'Gives no data for the session cookie from before the sign-out',
      forgets: ['logout-server-session', 'logout-session-end'],
      procedure: { kind: 'logout', start: 'sp', look: 'oldCookies' },
    },
    'old-cookie-idp': {
      title: 'Gives no data for the session cookie from before a LogoutRequest of the identity provider',
      forgets: ['logout-server-session', 'logout-session-end'],
      overStrict: 'logout-by-post-only',
      procedure: { kind: 'logout', start: 'idp', look: 'oldCookies' },
    },
  },
});
