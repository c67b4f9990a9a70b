/** Instants: expired, not yet valid, just within and just beyond the tolerance, and other ways to write them. */

import type { AssertionPlan, Conditions, Facts, Mutation, ResponsePlan } from '../protocol/types.ts';
import { eachAssertion } from './victim.ts';

const hour = 3600;

/** The instant this many seconds from now, as Entra writes it. */
export function instant(facts: Facts, seconds: number): string {
  return new Date(facts.now.getTime() + seconds * 1000).toISOString();
}

/** Seconds that no tolerance may cover: an hour, or the SP's own tolerance and three minutes where that is more. */
export function farOff(facts: Pick<Facts, 'sp'>): number {
  return Math.max(hour, beyond(facts));
}

/** Seconds just outside what the SP is configured to tolerate; in between the suite stays silent. */
export function beyond(facts: Pick<Facts, 'sp'>): number {
  return facts.sp.clockSkewSeconds + 180;
}

/** Seconds well within what the SP is configured to tolerate. */
function within(facts: Facts): number {
  return Math.floor((facts.sp.clockSkewSeconds * 2) / 3);
}

/** Room for the way from the IdP to the SP, so that the case asks about tolerance and not about speed. */
const travel = 10;

/** Changes the Conditions of every assertion. */
export function conditions(change: (conditions: Conditions, facts: Facts) => Conditions | undefined): Mutation {
  return {
    plan: (plan, facts) =>
      eachAssertion(plan, (assertion) => ({
        ...assertion,
        conditions: change(assertion.conditions ?? { audienceRestrictions: [] }, facts),
      })),
  };
}

/** The Conditions ended this many seconds ago; they began an hour before that. */
export function expired(seconds: (facts: Facts) => number): Mutation {
  return conditions((own, facts) => ({
    ...own,
    notBefore: instant(facts, -seconds(facts) - hour),
    notOnOrAfter: instant(facts, -seconds(facts)),
  }));
}

/** The Conditions begin this many seconds from now and hold for an hour. */
export function notYet(seconds: (facts: Facts) => number): Mutation {
  return conditions((own, facts) => ({
    ...own,
    notBefore: instant(facts, seconds(facts)),
    notOnOrAfter: instant(facts, seconds(facts) + hour),
  }));
}

/** Valid only for an SP that tolerates two thirds of its configured clock difference at the beginning. */
export function justBefore(): Mutation {
  return notYet((facts) => Math.max(0, within(facts) - travel));
}

/** The same at the end, in the Conditions and in the confirmation, which Entra ends at the same instant. */
export function justAfter(): Mutation {
  return {
    plan: (plan, facts) => {
      const end = instant(facts, travel - within(facts));
      return eachAssertion(plan, (assertion) => ({
        ...assertion,
        conditions: assertion.conditions && {
          ...assertion.conditions,
          notBefore: instant(facts, -within(facts) - hour),
          notOnOrAfter: end,
        },
        subject: assertion.subject && {
          ...assertion.subject,
          confirmations: assertion.subject.confirmations.map((confirmation) => ({
            ...confirmation,
            data: confirmation.data && { ...confirmation.data, notOnOrAfter: end },
          })),
        },
      }));
    },
  };
}

/** Writes every instant of the response with this many fractional digits; the instant stays the same. */
export function fractionDigits(digits: number): Mutation {
  const rewrite = (text: string): string => {
    const [whole = '', fraction = ''] = text.replace(/Z$/, '').split('.');
    const cut = fraction.slice(0, digits).padEnd(digits, '0');
    return `${whole}${digits > 0 ? `.${cut}` : ''}Z`;
  };
  return { plan: (plan) => eachInstant(plan, rewrite) };
}

function eachInstant(plan: ResponsePlan, rewrite: (instant: string) => string): ResponsePlan {
  const maybe = (text: string | undefined): string | undefined => (text === undefined ? undefined : rewrite(text));
  const assertion = (own: AssertionPlan): AssertionPlan => ({
    ...own,
    issueInstant: rewrite(own.issueInstant),
    conditions: own.conditions && {
      ...own.conditions,
      notBefore: maybe(own.conditions.notBefore),
      notOnOrAfter: maybe(own.conditions.notOnOrAfter),
    },
    subject: own.subject && {
      ...own.subject,
      confirmations: own.subject.confirmations.map((confirmation) => ({
        ...confirmation,
        data: confirmation.data && { ...confirmation.data, notOnOrAfter: maybe(confirmation.data.notOnOrAfter) },
      })),
    },
    authnStatements: own.authnStatements.map((statement) => ({
      ...statement,
      authnInstant: rewrite(statement.authnInstant),
    })),
  });
  return { ...eachAssertion(plan, assertion), issueInstant: rewrite(plan.issueInstant) };
}

/** The assertions say that they will be issued this many seconds from now. */
export function issuedAhead(seconds: (facts: Facts) => number): Mutation {
  return {
    plan: (plan, facts) =>
      eachAssertion(plan, (assertion) => ({ ...assertion, issueInstant: instant(facts, seconds(facts)) })),
  };
}

/** The person signed in this many seconds before the answer; nothing says that they did so again. */
export function signedInBefore(seconds: number): Mutation {
  return {
    plan: (plan, facts) =>
      eachAssertion(plan, (assertion) => ({
        ...assertion,
        authnStatements: assertion.authnStatements.map((statement) => ({
          ...statement,
          authnInstant: instant(facts, -seconds),
        })),
      })),
  };
}

/** The identity provider's session, and so every session built on it, ended this many seconds ago. */
export function sessionOver(seconds: (facts: Facts) => number): Mutation {
  return {
    plan: (plan, facts) =>
      eachAssertion(plan, (assertion) => ({
        ...assertion,
        authnStatements: assertion.authnStatements.map((statement) => ({
          ...statement,
          sessionNotOnOrAfter: instant(facts, -seconds(facts)),
        })),
      })),
  };
}

/** The identity provider's session ends this many seconds from now. */
export function sessionUntil(seconds: number): Mutation {
  return sessionOver(() => -seconds);
}

/** A day, seconds; longer than any tolerance. */
export const aDay = (): number => 24 * hour;

/** The instant that many seconds from now in the digits of a place that many hours ahead of UTC, which it names or leaves out. */
function elsewhere(facts: Facts, seconds: number, hours: number, zone: string): string {
  return instant(facts, seconds + hours * hour).replace('Z', zone);
}

/** The Conditions ended long ago; how the end is written says so to nobody who reads its digits alone. */
export function expiredIn(hours: number, zone: string): Mutation {
  return conditions((own, facts) => ({
    ...own,
    notBefore: instant(facts, -farOff(facts) - hour),
    notOnOrAfter: elsewhere(facts, -farOff(facts), hours, zone),
  }));
}

/** The same for a beginning far ahead. */
export function notYetIn(hours: number, zone: string): Mutation {
  return conditions((own, facts) => ({
    ...own,
    notBefore: elsewhere(facts, farOff(facts), hours, zone),
    notOnOrAfter: instant(facts, farOff(facts) + hour),
  }));
}
