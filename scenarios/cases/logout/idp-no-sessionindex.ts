/** Whoever names no session means all of them. */

import { logoutOfAllSessions } from '../../../idp/faults/logout.ts';
import { defineCase } from '../../case.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.idp.no-sessionindex',
  title: 'Ends the session for a LogoutRequest that names the person and no session',
  spec: [core('3.7.3.1')],
  level: 'must',
  layer: 'saml',
  impact: 'takeover',
  why: 'The identity provider closes every session of a person, and the ones here stay open.',
  expect: 'accept',
  overStrict: 'logout-session-index-required',
  needs: ['single-logout'],
  mutation: logoutOfAllSessions(),
  procedure: { kind: 'logout', start: 'idp' },
});
