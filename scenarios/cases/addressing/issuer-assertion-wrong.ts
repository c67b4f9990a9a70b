/** The key must belong to the one who claims to speak. */

import { defineCase } from '../../case.ts';
import { assertionIssuer, otherIssuer } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.issuer.assertion-wrong',
  title: 'Refuses an assertion whose Issuer is not the trusted identity provider',
  spec: [profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'With keys that several tenants share, people of a foreign tenant sign in as people of yours.',
  expect: 'reject',
  forgets: 'issuer-assertion',
  mutation: assertionIssuer(otherIssuer),
  defects: ['issuer-mismatch'],
});
