/** A LogoutRequest from yesterday. */

import { logoutExpired } from '../../../idp/faults/logout.ts';
import { farOff } from '../../../idp/faults/time.ts';
import { defineCase } from '../../case.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.idp.expired',
  title: 'Keeps the session when a LogoutRequest has expired',
  spec: [core('3.7.1'), cve('CVE-2023-40178')],
  level: 'must',
  layer: 'saml',
  impact: 'denial',
  why: 'A LogoutRequest found in a log or a browser history signs the person out for ever.',
  expect: 'reject',
  forgets: 'logout-expiry',
  needs: ['single-logout'],
  mutation: logoutExpired(farOff),
  procedure: { kind: 'logout', start: 'idp' },
});
