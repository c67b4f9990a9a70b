/** Any page can send the browser to the logout endpoint. */

import { logoutResponseUnasked } from '../../../idp/faults/logout.ts';
import { defineCase } from '../../case.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.sp.response-unsigned',
  title: 'Keeps the session when an unsigned LogoutResponse comes that nobody asked for',
  spec: [profiles('4.4.4.2')],
  level: 'should',
  layer: 'hardening',
  impact: 'denial',
  why: 'Any page that the person visits can sign them out again and again.',
  expect: 'reject',
  forgets: 'logout-response-unasked',
  needs: ['single-logout'],
  mutation: logoutResponseUnasked(false),
  procedure: { kind: 'logout', start: 'idp', message: 'LogoutResponse' },
});
