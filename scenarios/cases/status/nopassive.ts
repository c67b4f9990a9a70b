/** «I would have to ask» is no sign-in. */

import { defineCase } from '../../case.ts';
import { refusal } from '../../../idp/faults/structure.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'status.nopassive',
  title: 'Opens no session when the identity provider answers NoPassive',
  spec: [core('3.2.2.2'), core('3.4.1')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'A person who is not signed in at the identity provider is let in nevertheless.',
  expect: 'reject',
  forgets: 'status',
  mutation: refusal('Responder', 'NoPassive'),
  defects: ['status-not-success'],
});
