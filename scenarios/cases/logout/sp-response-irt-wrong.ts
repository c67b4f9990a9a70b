/** An answer to a question that was never put. */

import { logoutResponseUnasked } from '../../../idp/faults/logout.ts';
import { defineCase } from '../../case.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.sp.response-irt-wrong',
  title: 'Keeps the session when a LogoutResponse answers a request that was never made',
  spec: [core('3.2.2')],
  level: 'should',
  layer: 'hardening',
  impact: 'denial',
  why: 'The answer to a sign-out of somebody else, sent on, signs this person out.',
  expect: 'reject',
  forgets: 'logout-response-unasked',
  needs: ['single-logout'],
  mutation: logoutResponseUnasked(true),
  procedure: { kind: 'logout', start: 'idp', message: 'LogoutResponse' },
});
