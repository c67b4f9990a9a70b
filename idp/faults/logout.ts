/** LogoutRequests that an SP must not obey, and one that it must: Core 3.7.1, Bindings 3.4.4.1. */

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { signatureMethods } from '../protocol/algorithms.ts';
import type { LogoutFacts, LogoutMutation, LogoutPlan } from '../protocol/logout-types.ts';
import { statusCode } from '../protocol/uris.ts';
import { escapeAttribute } from '../protocol/xml.ts';
import { rootOf } from '../protocol/xml-text.ts';

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

/** No SessionIndex: every session of the person is meant (Core 3.7.3.1). */
export function logoutOfAllSessions(): LogoutMutation {
  return { logout: (plan) => ({ ...plan, sessionIndexes: [] }) };
}

const another = 'https://another-sp.samlproof.example/slo';

/** What an attacker is sent when they sign out of an application of their own: genuine, and of no use here in three ways. */
function ofTheAttacker(plan: LogoutPlan, { now, victim, newId }: LogoutFacts): LogoutPlan {
  const end = now.getTime() - 86_400_000;
  return {
    ...plan,
    id: newId(),
    destination: another,
    issueInstant: instant(end - 600_000),
    notOnOrAfter: instant(end),
    nameId: victim.nameId,
    sessionIndexes: [newId()],
  };
}

/** The same as an answer, which says that nothing came of it. */
function answerToTheAttacker(plan: LogoutPlan, facts: LogoutFacts): LogoutPlan {
  const [id, inResponseTo] = [facts.newId(), facts.newId()];
  const status = { code: statusCode('Responder') };
  return { ...plan, message: 'LogoutResponse', id, destination: another, inResponseTo, status };
}

const forged = (xml: string): string => `SAMLRequest=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}`;

/** A forged LogoutRequest in the same query as a genuine message that its signature covers (CVE-2025-27773). */
export function logoutQueryMixed(how: 'before' | 'behind' | 'beside-response'): LogoutMutation {
  return {
    logout: how === 'beside-response' ? answerToTheAttacker : ofTheAttacker,
    logoutQuery: (query, _, honestXml) =>
      how === 'behind' ? `${query}&${forged(honestXml)}` : `${forged(honestXml)}&${query}`,
  };
}

/** A LogoutResponse out of the blue: nobody here asked for a sign-out. */
export function logoutResponseUnasked(signed: boolean): LogoutMutation {
  return {
    logout: (plan, { newId }) => ({
      ...plan,
      message: 'LogoutResponse',
      inResponseTo: newId(),
      status: { code: statusCode('Success') },
      signature: signed ? plan.signature : undefined,
    }),
  };
}

/** Anybody's LogoutRequest, whose DOCTYPE names an external entity; it stands where the person's name is read. */
export function logoutWithExternalEntity(): LogoutMutation {
  return {
    logout: (plan) => ({ ...plan, signature: { key: 'stranger', signatureMethod: signatureMethods.rsaSha256 } }),
    logoutXml: (xml, { canaryUrl }) => {
      const name = rootOf(xml)?.name ?? 'LogoutRequest';
      const doctype = `<!DOCTYPE ${name} [<!ENTITY far SYSTEM "${escapeAttribute(canaryUrl)}">]>`;
      return doctype + xml.replace('</NameID>', '&far;</NameID>');
    },
  };
}
