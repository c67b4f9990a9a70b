/** One message comes from one identity provider. */

import { defineCase } from '../../case.ts';
import { responseOfSecondIdp } from '../../../idp/faults/keys.ts';
import { errata, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.issuer.mismatch',
  title: 'Refuses a response of one trusted identity provider with an assertion of another',
  spec: [profiles('4.1.4.2'), errata('E17')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that takes the keys from one of the two names and the account from the other mixes up their people.',
  expect: 'reject',
  forgets: ['issuer-agreement', 'issuer-response'],
  needs: ['second-idp'],
  mutation: responseOfSecondIdp(),
  defects: ['response-issuer-mismatch'],
});
