/** What a logout came to: here an open page means that nobody was signed out, and a closed one that somebody was. */

import type { Case } from './case.ts';
import { honestLogout } from './drive/logout.ts';
import type { ExchangeFacts, Observation } from './observation.ts';
import { outcomeOf, quote, type Outcome, type OutcomeExpectation, type OutcomeOf } from './outcome.ts';

/** For accept: the session must be over. For reject: the LogoutRequest must not have touched it. */
export const wantedAfterLogout: Partial<Record<Case['expect'], Outcome>> = { accept: 'refused', reject: 'signed-in' };

/** What a logout case demands, as a clause that continues «it must …». */
export const logoutDuty: Partial<Record<Case['expect'], string>> = {
  accept: 'end the session for this',
  reject: 'leave the session as it is',
};

export function isLogout(one: Case): boolean {
  return one.procedure?.kind === 'logout' && one.expect !== 'inspect';
}

/** The outcome by the protected page, in the words of a logout. */
export function logoutOutcomeOf(exchange: ExchangeFacts, expectation: OutcomeExpectation): OutcomeOf {
  const { failure, transcript } = exchange;
  if (failure === null && !transcript?.logouts?.length) {
    const reason = 'was not asked: no logout message was sent; give its single logout endpoint (sp.logoutUrl)';
    return { outcome: 'unclear', identity: null, reason };
  }
  const seen = outcomeOf(exchange, expectation);
  if (seen.outcome === 'signed-in') return { ...seen, reason: `kept the session of ${quote(seen.identity ?? '')}` };
  if (seen.outcome !== 'refused') return seen;
  return { ...seen, reason: 'ended the session: its protected page does not open any more' };
}

/** Without a session there is nothing to end; and who obeys no LogoutRequest at all has refused nothing. */
export function logoutDoubt(one: Case, observation: Observation, outcome: Outcome): string | null {
  if (!isLogout(one)) return null;
  const [first] = observation.exchanges;
  if (!first?.protectedPage?.signedIn) return 'the honest sign-in before the logout was not accepted';
  // Whoever takes no notice of an answer that nobody asked for does right, whatever becomes of requests.
  if (one.procedure?.kind === 'logout' && one.procedure.message === 'LogoutResponse') return null;
  const { logout, logoutXml, logoutQuery } = one.mutation ?? {};
  const deviates = [logout, logoutXml, logoutQuery].some((opening) => opening !== undefined);
  if (!deviates || outcome !== 'signed-in') return null;
  const twin = observation.exchanges.find(({ what }) => what === honestLogout);
  if (twin?.protectedPage && !twin.protectedPage.signedIn) return null;
  return 'an honest LogoutRequest did not end the session either';
}
