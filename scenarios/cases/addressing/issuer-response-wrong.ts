/** Envelope and letter come from the same sender. */

import { defineCase } from '../../case.ts';
import { otherIssuer, responseIssuer } from '../../../idp/faults/addressing.ts';
import { profiles, errata } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.issuer.response-wrong',
  title: 'Refuses a response whose Issuer is not the trusted identity provider',
  spec: [profiles('4.1.4.2'), errata('E17')],
  level: 'should',
  layer: 'saml',
  impact: 'hygiene',
  why: 'An SP that picks the trusted keys by the wrong Issuer verifies against the wrong tenant.',
  expect: 'reject',
  forgets: 'issuer-response',
  mutation: responseIssuer(otherIssuer),
  defects: ['response-issuer-mismatch'],
});
