/** The request went to the first identity provider, so whatever the accounts are like, this is no answer to it. */

import { defineCase } from '../../case.ts';
import { victimOfSecondIdp } from '../../../idp/faults/keys.ts';
import { core, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.takeover.nameid-reuse',
  title: 'Refuses a NameID of the first identity provider’s person that a second one asserts',
  spec: [saml2int('SDP-SP16'), core('2.2.2')],
  level: 'must',
  layer: 'saml2int',
  impact: 'takeover',
  why: 'The administrator of a second identity provider creates a user with your administrator’s name and has the account.',
  expect: 'reject',
  forgets: 'account-per-idp',
  needs: ['second-idp'],
  mutation: victimOfSecondIdp(),
  defects: ['issuer-mismatch', 'untrusted-key'],
  inseparable: 'A message that is wholly another identity provider’s has that one’s issuer and its key.',
});
