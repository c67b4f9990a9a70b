/** A signed LogoutRequest that another service provider was sent. */

import { logoutDestination } from '../../../idp/faults/logout.ts';
import { defineCase } from '../../case.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.idp.destination-wrong',
  title: 'Keeps the session when a LogoutRequest is addressed to another service provider',
  spec: [bindings('3.4.5.2')],
  level: 'must',
  layer: 'saml',
  impact: 'denial',
  why: 'Another service provider of the same identity provider can pass on what it receives, and end sessions here.',
  expect: 'reject',
  forgets: 'logout-destination',
  needs: ['single-logout'],
  mutation: logoutDestination('https://another-sp.samlproof.example/slo'),
  procedure: { kind: 'logout', start: 'idp' },
});
