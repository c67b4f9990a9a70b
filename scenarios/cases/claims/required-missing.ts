/** Half an account is worse than none. */

import { defineCase } from '../../case.ts';
import { withoutClaim } from '../../../idp/faults/claims.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.required.missing',
  title: 'Refuses a sign-in without a claim that it needs',
  spec: [saml2int('SDP-SP12')],
  level: 'must',
  layer: 'saml2int',
  impact: 'hygiene',
  why: 'People get an account without an address or a role, which somebody has to find and repair by hand.',
  expect: 'reject',
  forgets: 'required-claims',
  defects: ['claim-missing'],
  variants: ({ requiredClaims }) =>
    Object.fromEntries(
      requiredClaims.map((name) => [
        name.split('/').at(-1) ?? name,
        { title: `Refuses a sign-in without the required claim ${name}`, mutation: withoutClaim(name) },
      ]),
    ),
});
