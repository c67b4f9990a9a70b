/** What a profile may claim of its SP beyond signing people in. */

import type { TargetProfile } from './target.types.ts';

export type Capability = NonNullable<TargetProfile['capabilities']>[number];

/** A record, for then the types, which are made from the profile's schema, say which one is missing. */
const every: Record<Capability, true> = {
  'idp-initiated': true,
  'single-logout': true,
  'encrypted-assertions': true,
  'signed-requests': true,
  /** Also that of an SP that keeps no accounts: whoever signs in is let in. */
  'jit-provisioning': true,
  'force-authn': true,
};

export const capabilities = Object.keys(every) as Capability[];
