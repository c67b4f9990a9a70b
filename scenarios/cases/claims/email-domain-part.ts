/** A domain that contains another one is another one. */

import { defineCase } from '../../case.ts';
import { addressOfOtherDomain, nearlyOwnDomain } from '../../../idp/faults/people.ts';
import { cwe, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.email.domain-part',
  title: 'Refuses an e-mail address of a domain that only contains one that this identity provider speaks for',
  spec: [saml2int('SDP-SP16'), saml2int('SDP-SP17'), cwe(187)],
  level: 'must',
  layer: 'saml2int',
  impact: 'takeover',
  why: 'Whoever registers a domain that begins or ends like a customer’s is taken for one of that customer’s people.',
  expect: 'reject',
  forgets: ['email-domain', 'email-domain-exact'],
  needs: ['entitled-domains'],
  defects: ['domain-not-entitled'],
  variants: Object.fromEntries(
    Object.entries(nearlyOwnDomain).map(([key, domain]) => [key, { mutation: addressOfOtherDomain(domain) }]),
  ),
});
