/** Two wrong names that agree are wrong. */

import { defineCase } from '../../case.ts';
import { bothIssuers, otherIssuer } from '../../../idp/faults/addressing.ts';
import { entra, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.issuer.both-wrong',
  title: 'Refuses a response and an assertion of one issuer that it does not trust',
  spec: [profiles('4.1.4.2'), entra('Issuer')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Comparing the message with itself proves nothing: with keys that several tenants share, people of a foreign tenant sign in as people of yours.',
  expect: 'reject',
  forgets: 'issuer-own',
  fix: 'Compare the assertion’s Issuer with the entity id of the identity provider that you configured.',
  shape: { signing: 'assertion' },
  mutation: bothIssuers(otherIssuer),
  defects: ['issuer-mismatch'],
});
