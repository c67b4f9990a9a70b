/** The session belongs to somebody else. */

import { logoutOfVictim } from '../../../idp/faults/logout.ts';
import { defineCase } from '../../case.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.idp.wrong-nameid',
  title: 'Keeps the session when a LogoutRequest names another person',
  spec: [core('3.7.3.1')],
  level: 'must',
  layer: 'saml',
  impact: 'denial',
  why: 'Signing out one person signs out another, and the one who was meant stays signed in.',
  expect: 'reject',
  forgets: 'logout-name-id',
  needs: ['single-logout'],
  mutation: logoutOfVictim(),
  procedure: { kind: 'logout', start: 'idp' },
});
