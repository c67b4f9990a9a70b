/** Two answers to the question who somebody is are none. */

import { defineCase } from '../../case.ts';
import { ambiguousClaim } from '../../../idp/faults/claims.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.required.duplicated',
  title: 'Refuses a sign-in whose needed claim has two values',
  spec: [core('2.7.3.1')],
  level: 'should',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Two parts of the application take different values, and a person acts in the account of another.',
  expect: 'reject',
  forgets: 'required-claims-single',
  defects: ['claim-ambiguous'],
  variants: ({ requiredClaims }) =>
    Object.fromEntries(
      requiredClaims.map((name) => [name.split('/').at(-1) ?? name, { mutation: ambiguousClaim(name) }]),
    ),
});
