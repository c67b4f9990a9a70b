/** Identifiers are compared letter by letter. */

import { defineCase } from '../../case.ts';
import { assertionIssuer } from '../../../idp/faults/addressing.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.issuer.case',
  title: 'Refuses the trusted Issuer in another writing',
  spec: [profiles('4.1.4.2'), core('1.3.1')],
  level: 'should',
  layer: 'saml',
  impact: 'hygiene',
  why: 'Two identity providers whose names differ in their writing only are taken for one.',
  expect: 'reject',
  forgets: ['issuer-assertion', 'issuer-letters'],
  defects: ['issuer-mismatch'],
  variants: {
    capitals: {
      title: 'Refuses the trusted Issuer in capital letters',
      mutation: assertionIssuer((own) => own.toUpperCase()),
    },
    slash: {
      title: 'Refuses the trusted Issuer with or without the slash that it ends in',
      mutation: assertionIssuer((own) => (own.endsWith('/') ? own.slice(0, -1) : `${own}/`)),
    },
  },
});
