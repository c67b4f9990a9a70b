/** What one exchange came to: whether the protected page opens, and for whom. Facts in, one of five words out. */

import type { ExchangeFacts } from './observation.ts';

export type Outcome = 'refused' | 'signed-in' | 'signed-in-as-other' | 'broken' | 'unclear';

/** What an honest end of the exchange would look like. */
export interface OutcomeExpectation {
  /** Identities of which each is right, byte for byte; null accepts whoever is named (a first control) but the victim. */
  identities: string[] | null;
  /** What the SP shows for the victim, to name an impersonation; null when unknown. */
  victim?: string | null;
  /** Whether an honest sign-in still worked afterwards; null when not tried. */
  recovered?: boolean | null;
  /** The page was seen closed in this run and a refusal was due: then even a session for nobody is a session. */
  namelessCounts?: boolean;
  /** An honest sign-in worked a moment before, so that one which cannot even begin is a breakdown. */
  workedBefore?: boolean;
}

export interface OutcomeOf {
  outcome: Outcome;
  identity: string | null;
  /** A clause that continues «the service provider …». */
  reason: string;
}

/** How undici and Chromium tell that the other side closed the connection before it answered. */
const closed = /other side closed|ECONNRESET|ERR_(EMPTY_RESPONSE|CONNECTION_(RESET|CLOSED))/;

/** A handler that crashes says nothing to its caller: where to look for what it would have said. */
function hungUp({ failure }: ExchangeFacts): string {
  return closed.test(failure?.message ?? '')
    ? ' (it closed the connection without an answer, as when its handler crashes: its log tells why)'
    : '';
}

/** Steps before the answer reaches the SP: when one fails, nothing was asked of it yet. */
const beforeAnswer = new Set(['start', 'steps', 'idp', 'hook', 'sign-out']);

/**
 * Decides by the protected page alone. The HTTP status is never a verdict: careful SPs answer a bad assertion with 200, 401 or 500.
 * An open page wins over everything else, because a failed navigation does not undo a session.
 */
export function outcomeOf(exchange: ExchangeFacts, expectation: OutcomeExpectation): OutcomeOf {
  const page = exchange.protectedPage;
  if (page?.signedIn && !page.signedOut) return opened(exchange, expectation);
  const { failure } = exchange;
  const unasked = failure !== null && beforeAnswer.has(failure.step);
  if (unasked && expectation.workedBefore === true) {
    return { outcome: 'broken', identity: null, reason: `broke down: ${failed(exchange)}` };
  }
  if (unasked) return unclear(`was not asked: ${failed(exchange)}`);
  if (!wasAnswered(exchange)) return unclear(`was not asked: ${unanswered(exchange)}`);
  if (exchange.failure && !(exchange.failure.step === 'after-sign-in' && page)) {
    return exchange.failure.step === 'after-sign-in'
      ? unclear(`could not be followed to its protected page: ${failed(exchange)}`)
      : { outcome: 'broken', identity: null, reason: `did not finish: ${failed(exchange)}${hungUp(exchange)}` };
  }
  if (expectation.recovered === false) {
    return { outcome: 'broken', identity: null, reason: 'answered no honest sign-in afterwards' };
  }
  if (!page) return unclear('was not looked at: its protected page was never opened');
  if (page.signedIn) return unclear('shows a page that fulfils the signed-in and the signed-out condition at once');
  if (page.signedOut) return refused('refused it: its protected page shows that nobody is signed in');
  if (page.onInertPage) return refused('refused it and asked the identity provider for another sign-in');
  if (page.waitedFully) return refused(`refused it: its protected page stays closed (status ${page.status ?? 'none'})`);
  return unclear('shows a page that fulfils neither the signed-in nor the signed-out condition');
}

/** A text that is empty or white space, and how languages write the absence of one. */
const absence = /^\s*(undefined|null|none|nil)?\s*$/i;

/** Whether what the page shows is no name. */
export function namesNobody(shown: string | null): boolean {
  return shown === null || absence.test(shown);
}

function opened(exchange: ExchangeFacts, expectation: OutcomeExpectation): OutcomeOf {
  const identity = exchange.protectedPage?.identity ?? null;
  if (identity === null || namesNobody(identity)) {
    if (expectation.namelessCounts) {
      return { outcome: 'signed-in', identity, reason: 'opened a session that names nobody' };
    }
    return { ...unclear('opened its protected page, but the identity probe names nobody there'), identity };
  }
  const right = expectation.identities?.includes(identity) ?? identity !== expectation.victim;
  if (right) {
    return { outcome: 'signed-in', identity, reason: `let in ${quote(identity)}` };
  }
  const who = identity === expectation.victim ? ', the victim whom the message was forged for' : '';
  const expected = expectation.identities?.map(quote).join(' or ');
  return {
    outcome: 'signed-in-as-other',
    identity,
    reason: `let in ${quote(identity)}${who}${expected ? `; right would have been ${expected}` : ''}`,
  };
}

/** Something was sent to the SP: an answer left the IdP, or a post was seen at the ACS (a replay has no transcript of its own). */
function wasAnswered(exchange: ExchangeFacts): boolean {
  return (
    exchange.acs !== null ||
    (exchange.transcript?.answers.length ?? 0) > 0 ||
    exchange.failure?.step === 'acs' ||
    exchange.failure?.step === 'replay'
  );
}

function unanswered(exchange: ExchangeFacts): string {
  const [refusal] = exchange.transcript?.refusals ?? [];
  if (refusal) return `the identity provider refused the request: ${refusal.code}, ${refusal.message}`;
  return exchange.reachedIdp
    ? 'no answer was sent to the service provider'
    : 'the sign-in never reached the identity provider';
}

function failed(exchange: ExchangeFacts): string {
  const { step = '', message = '', url = null } = exchange.failure ?? {};
  return `step ${step} failed${url ? ` at ${url}` : ''}: ${message}`;
}

function refused(reason: string): OutcomeOf {
  return { outcome: 'refused', identity: null, reason };
}

function unclear(reason: string): OutcomeOf {
  return { outcome: 'unclear', identity: null, reason };
}

/** An identity as reasons show it; long ones are cut. */
export function quote(text: string): string {
  return `«${text.length > 120 ? `${text.slice(0, 119)}…` : text}»`;
}
