/** An unsigned envelope need not say who sent it. */

import { defineCase } from '../../case.ts';
import { responseIssuer } from '../../../idp/faults/addressing.ts';
import { errata, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.issuer.response-omitted',
  title: 'Accepts an unsigned response without Issuer around a signed assertion that has one',
  spec: [profiles('4.1.4.2'), errata('E17')],
  level: 'should',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Users of an identity provider that names itself where it signs, and only there, are refused.',
  expect: 'accept',
  overStrict: 'response-issuer-required',
  // Errata E17: a signed Response, and one around an encrypted assertion, must have it.
  shape: { signing: 'assertion', encryption: 'off' },
  mutation: responseIssuer(undefined),
});
