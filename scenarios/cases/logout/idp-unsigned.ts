/** Anybody can write a LogoutRequest. */

import { logoutUnsigned } from '../../../idp/faults/logout.ts';
import { defineCase } from '../../case.ts';
import { ghsa, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.idp.unsigned',
  title: 'Keeps the session when a LogoutRequest is not signed',
  spec: [profiles('4.4.4.1'), ghsa('GHSA-pcgw-qcv5-h8ch')],
  level: 'must',
  layer: 'saml',
  impact: 'denial',
  why: 'Any page that the person visits can sign them out again and again.',
  expect: 'reject',
  forgets: 'logout-signature-required',
  needs: ['single-logout'],
  mutation: logoutUnsigned(),
  procedure: { kind: 'logout', start: 'idp' },
});
