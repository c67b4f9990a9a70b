/** An error is an error. */

import { defineCase } from '../../case.ts';
import { refusal } from '../../../idp/faults/structure.ts';
import { core, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'status.authnfailed',
  title: 'Opens no session when the identity provider reports that authentication failed',
  spec: [core('3.2.2.2'), saml2int('SDP-SP11')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'A person whom the identity provider turned away is let in nevertheless.',
  expect: 'reject',
  forgets: 'status',
  mutation: refusal('Responder', 'AuthnFailed'),
  defects: ['status-not-success'],
});
