/** Each identity provider speaks for its own people. */

import { defineCase } from '../../case.ts';
import { addressOfOtherDomain } from '../../../idp/faults/people.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.email.other-domain',
  title: 'Refuses an e-mail address of a domain that this identity provider does not speak for',
  spec: [saml2int('SDP-SP16'), saml2int('SDP-SP17')],
  level: 'must',
  layer: 'saml2int',
  impact: 'takeover',
  why: 'The administrator of one customer’s identity provider signs in with the address of another customer’s person.',
  expect: 'reject',
  forgets: 'email-domain',
  needs: ['entitled-domains'],
  mutation: addressOfOtherDomain(),
  defects: ['domain-not-entitled'],
});
