/** An empty address is no address. */

import { defineCase } from '../../case.ts';
import { withClaim } from '../../../idp/faults/claims.ts';
import { saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.required.empty',
  title: 'Refuses a sign-in whose needed claim is empty',
  spec: [saml2int('SDP-SP12')],
  level: 'must',
  layer: 'saml2int',
  impact: 'hygiene',
  why: 'All people without the claim share one account, the one whose key is the empty text.',
  expect: 'reject',
  forgets: 'required-claims-empty',
  defects: ['claim-empty'],
  variants: ({ requiredClaims }) =>
    Object.fromEntries(
      requiredClaims.flatMap((name) => {
        const short = name.split('/').at(-1) ?? name;
        return [
          [short, { mutation: withClaim(name, ['']) }],
          [`${short}-blank`, { level: 'should' as const, mutation: withClaim(name, ['  ']) }],
        ];
      }),
    ),
});
