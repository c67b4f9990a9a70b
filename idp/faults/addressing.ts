/** Where a response says it goes, whom it says it comes from, and what it says it answers. */

import type { Facts, Mutation } from '../protocol/types.ts';
import { confirmationData } from './confirmation.ts';
import { eachAssertion } from './victim.ts';

/** The ACS of a service provider that is not the one under test. */
export const otherAcs = 'https://another-sp.samlproof.example/acs';

/** An Entra issuer of a tenant that nobody trusts. */
export const otherIssuer = 'https://sts.windows.net/00000000-dead-4bad-8bad-000000000000/';

/** @param url the Destination, or how to make it from the right one; undefined leaves it out */
export function destination(url: string | undefined | ((acsUrl: string) => string)): Mutation {
  return {
    plan: (plan, facts) => ({ ...plan, destination: typeof url === 'function' ? url(facts.sp.acsUrl) : url }),
  };
}

/** The same URL on a host of which the right one is only the first label. */
export function onLongerHost(url: string): string {
  const { host } = new URL(url);
  return url.replace(host, `${host.replace(/:\d+$/, '')}.attacker.example`);
}

/** @param url the Recipient, or how to make it from the right one; undefined leaves it out */
export function recipient(url: string | undefined | ((acsUrl: string, entityId: string) => string)): Mutation {
  return confirmationData(({ sp }) => ({ recipient: typeof url === 'function' ? url(sp.acsUrl, sp.entityId) : url }));
}

/** The same URL with another query behind it: the endpoint of another tenant, where tenants are told apart by it. */
export function withOtherQuery(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}tenant=another`;
}

/** The same URL by the other of the two schemes. */
export function byOtherScheme(url: string): string {
  return url.startsWith('https:') ? url.replace('https:', 'http:') : url.replace('http:', 'https:');
}

/** The first half of a name or an address: what it begins with, and not it. */
export function beginningOf(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}

/** @param issuer the assertion's Issuer, or how to make it from the right one; undefined leaves it out */
export function assertionIssuer(issuer: string | undefined | ((entityId: string) => string)): Mutation {
  return {
    plan: (plan, { idp }) => {
      const written = typeof issuer === 'function' ? issuer(idp.entityId) : issuer;
      return eachAssertion(plan, (assertion) => ({ ...assertion, issuer: written }));
    },
  };
}

export function responseIssuer(issuer: string | undefined): Mutation {
  return { plan: (plan) => ({ ...plan, issuer }) };
}

/** Everything comes from another tenant of the same multi-tenant identity provider; the Response leaves its Issuer out. */
export function otherTenant(): Mutation {
  const claims: Record<string, string> = {
    'http://schemas.microsoft.com/identity/claims/tenantid': otherIssuer.split('/').at(-2) ?? '',
    'http://schemas.microsoft.com/identity/claims/identityprovider': otherIssuer,
  };
  return {
    plan: (plan) => ({
      ...eachAssertion(plan, (assertion) => ({
        ...assertion,
        issuer: otherIssuer,
        attributes: assertion.attributes?.map((attribute) => {
          const value = claims[attribute.name];
          return value === undefined ? attribute : { ...attribute, values: [value] };
        }),
      })),
      issuer: undefined,
    }),
  };
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
  return relayStateTo((canary) => canary);
}

/** The RelayState is another way to write the canary's address, or none of it. */
export function relayStateTo(write: (canaryUrl: string) => string): Mutation {
  return { plan: (plan, facts) => ({ ...plan, relayState: write(foreignCanary(facts)) }) };
}

/**
 * Many an SP compares hosts and not ports (CWE-601 asks for no more): on one machine the canary is foreign to it only under
 * the other of the two names that a loopback listener has.
 */
function foreignCanary({ canaryUrl, sp }: Facts): string {
  const canary = new URL(canaryUrl);
  if (canary.hostname !== new URL(sp.acsUrl).hostname) return canaryUrl;
  const other = ({ '127.0.0.1': 'localhost', localhost: '127.0.0.1' } as Record<string, string>)[canary.hostname];
  return other === undefined ? canaryUrl : canaryUrl.replace(canary.host, `${other}:${canary.port}`);
}

/** The confirmation answers the request that was received, whatever the Response says that it answers. */
export function confirmationToOwnRequest(): Mutation {
  return confirmationData((facts) => ({ inResponseTo: facts.request?.id }));
}

/** Response and confirmation answer one request that was never made. */
export function answersUnknown(): Mutation {
  return {
    plan: (plan, facts) => {
      const inResponseTo = facts.newId();
      const inside = confirmationData(() => ({ inResponseTo })).plan;
      return { ...(inside?.(plan, facts) ?? plan), inResponseTo };
    },
  };
}

/** The assertion of the earlier answer, to the byte (RSA PKCS#1 v1.5 signs the same text alike), in a Response of its own. */
export function sameAssertion(): Mutation {
  return { plan: (plan, { earlier }) => ({ ...plan, assertions: earlier?.assertions ?? plan.assertions }) };
}

/** Response and assertion both come from this issuer, in full agreement. */
export function bothIssuers(issuer: string): Mutation {
  return { plan: (plan) => ({ ...eachAssertion(plan, (assertion) => ({ ...assertion, issuer })), issuer }) };
}

/** The Response answers nothing; the confirmation stays what it is. */
export function responseToNothing(): Mutation {
  return { plan: (plan) => ({ ...plan, inResponseTo: undefined }) };
}

/** The confirmation answers a request that was never made; the Response answers nothing, which it could be changed to say. */
export function strippedAnswer(): Mutation {
  const { plan: unknown } = confirmationToUnknown();
  return { plan: (plan, facts) => ({ ...(unknown?.(plan, facts) ?? plan), inResponseTo: undefined }) };
}

/** The RelayState leads to the canary, and holds the service provider's own origin for those who look for it. */
export function relayStateBeside(write: (canaryUrl: string, ownOrigin: string) => string): Mutation {
  return {
    plan: (plan, facts) => ({
      ...plan,
      relayState: write(foreignCanary(facts), new URL(facts.sp.acsUrl).origin),
    }),
  };
}
