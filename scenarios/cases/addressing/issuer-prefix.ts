/** Issuers are compared whole. */

import { defineCase } from '../../case.ts';
import { assertionIssuer } from '../../../idp/faults/addressing.ts';
import { core, entra, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.issuer.prefix',
  title: 'Refuses an Issuer that only begins with the trusted one, or holds it',
  spec: [profiles('4.1.4.2'), core('1.3.2'), entra('Issuer')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'What another application’s Issuer says, or that of somebody who chose a longer name, is taken for your identity provider’s word.',
  expect: 'reject',
  forgets: ['issuer-assertion', 'issuer-beginning'],
  defects: ['issuer-mismatch'],
  variants: {
    // Entra writes the application behind the tenant where it is told to «append application ID to issuer».
    application: { mutation: assertionIssuer((own) => `${own}00000000-dead-4bad-8bad-000000000001`) },
    embedded: { mutation: assertionIssuer((own) => `https://attacker.example/?${own}`) },
  },
});
