/** LogoutRequests that an SP must not obey, and one that it must: Core 3.7.1, Bindings 3.4.4.1. */

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { signatureMethods } from '../protocol/algorithms.ts';
import type { LogoutFacts, LogoutMutation } from '../protocol/logout-types.ts';

/** Neither SigAlg nor Signature. */
export function logoutUnsigned(): LogoutMutation {
  return { logout: (plan) => ({ ...plan, signature: undefined }) };
}

/** A genuine message whose Signature parameter was cut off; SigAlg stays. */
export function logoutSignatureDropped(): LogoutMutation {
  return { logoutQuery: (query) => query.replace(/&Signature=[^&]*/, '') };
}

/** A genuine signature beside another message: the same one with a new ID. */
export function logoutMessageChanged(): LogoutMutation {
  return {
    logoutQuery: (query, facts) =>
      query.replace(/^SAMLRequest=[^&]*/, (parameter) => {
        const bytes = Buffer.from(decodeURIComponent(parameter.slice('SAMLRequest='.length)), 'base64');
        const xml = inflateRawSync(bytes)
          .toString()
          .replace(/ ID="[^"]*"/, ` ID="${facts.newId()}"`);
        return `SAMLRequest=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}`;
      }),
  };
}

/** A RelayState that came in after the message was signed. */
export function logoutRelayStateAdded(relayState: string): LogoutMutation {
  return {
    logoutQuery: (query) => query.replace('&SigAlg=', `&RelayState=${encodeURIComponent(relayState)}&SigAlg=`),
  };
}

/** SigAlg names another algorithm than the one that made the Signature. */
export function logoutAlgorithmSwapped(signatureMethod: string): LogoutMutation {
  return {
    logoutQuery: (query) => query.replace(/&SigAlg=[^&]*/, `&SigAlg=${encodeURIComponent(signatureMethod)}`),
  };
}

const instant = (at: number): string => new Date(at).toISOString();

/** Issued ten minutes before it expired, and expired this many seconds ago. */
export function logoutExpired(seconds: (facts: Pick<LogoutFacts, 'sp'>) => number): LogoutMutation {
  return {
    logout: (plan, facts) => {
      const end = facts.now.getTime() - seconds(facts) * 1000;
      return { ...plan, issueInstant: instant(end - 600_000), notOnOrAfter: instant(end) };
    },
  };
}

/** Names the victim, and the session of the person who is signed in. */
export function logoutOfVictim(): LogoutMutation {
  return { logout: (plan, { victim }) => ({ ...plan, nameId: victim.nameId }) };
}

/** Percent escapes in lower case, signed as they are written. */
export function logoutInLowerCase(): LogoutMutation {
  return { logout: (plan) => ({ ...plan, lowerCaseEscapes: true }) };
}

export function logoutDestination(url: string): LogoutMutation {
  return { logout: (plan) => ({ ...plan, destination: url }) };
}

export function logoutIssuer(issuer: string): LogoutMutation {
  return { logout: (plan) => ({ ...plan, issuer }) };
}

/**
 * The LogoutResponse as the standard has it: from the identity provider's own entity id, and signed (Profiles 4.4.4.2). Entra's
 * documented one is neither, so an SP that refuses that has done nothing wrong.
 */
export function logoutResponseOfStandard(): LogoutMutation {
  return {
    logout: (plan, { idp }) =>
      plan.message === 'LogoutRequest'
        ? plan
        : { ...plan, issuer: idp.entityId, signature: { key: 'idp', signatureMethod: signatureMethods.rsaSha256 } },
  };
}
