/** Somebody else's identity provider has no say here. */

import { otherIssuer } from '../../../idp/faults/addressing.ts';
import { logoutIssuer } from '../../../idp/faults/logout.ts';
import { defineCase } from '../../case.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.idp.issuer-wrong',
  title: 'Keeps the session when a LogoutRequest comes from an unknown issuer',
  spec: [core('3.7.1')],
  level: 'must',
  layer: 'saml',
  impact: 'denial',
  why: 'Where several tenants share one service provider, one of them can sign out the people of another.',
  expect: 'reject',
  forgets: 'logout-issuer',
  needs: ['single-logout'],
  mutation: logoutIssuer(otherIssuer),
  procedure: { kind: 'logout', start: 'idp' },
});
