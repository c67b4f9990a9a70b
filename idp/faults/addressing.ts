/** Where a response says it goes, whom it says it comes from, and what it says it answers. */

import type { Mutation } from '../protocol/types.ts';
import { confirmationData } from './confirmation.ts';
import { eachAssertion } from './victim.ts';

/** The ACS of a service provider that is not the one under test. */
export const otherAcs = 'https://another-sp.samlproof.example/acs';

/** An Entra issuer of a tenant that nobody trusts. */
export const otherIssuer = 'https://sts.windows.net/00000000-dead-4bad-8bad-000000000000/';

export function destination(url: string | undefined): Mutation {
  return { plan: (plan) => ({ ...plan, destination: url }) };
}

export function recipient(url: string | undefined): Mutation {
  return confirmationData(() => ({ recipient: url }));
}

export function assertionIssuer(issuer: string | undefined): Mutation {
  return { plan: (plan) => eachAssertion(plan, (assertion) => ({ ...assertion, issuer })) };
}

/** The Response answers a request that was never made. */
export function responseToUnknown(): Mutation {
  return { plan: (plan, facts) => ({ ...plan, inResponseTo: facts.newId() }) };
}

/** The bearer confirmation answers a request that was never made. */
export function confirmationToUnknown(): Mutation {
  return confirmationData((facts) => ({ inResponseTo: facts.newId() }));
}

/** The RelayState is the canary's absolute URL, on another host than the SP. */
export function foreignRelayState(): Mutation {
  return { plan: (plan, facts) => ({ ...plan, relayState: facts.canaryUrl }) };
}
