/** What an assertion must hold to be of use for signing in (Profiles 4.1.4.2). */

import type { Policy } from '../policy.ts';
import type { AssertionFacts } from './assertion.ts';
import { isAhead, isBefore, isOver, type Clock } from './instants.ts';

const letters = (text: string): string => text.toLowerCase().replace(/\/+$/, '');

function isIssuer(found: string, issuer: string, policy: Policy): boolean {
  if (found === issuer) return true;
  if (found.includes(issuer) && policy.forgets('issuer-beginning')) return true;
  return letters(found) === letters(issuer) && policy.forgets('issuer-letters');
}

/** @throws Refusal when the assertion is incomplete, or not the identity provider's. */
export function checkAssertion(assertion: AssertionFacts, issuer: string, clock: Clock, policy: Policy): void {
  policy.demand(
    'version',
    assertion.version === '2.0',
    `the Version of the assertion is ${assertion.version ?? 'absent'}`,
  );
  policy.demand('assertion-id', (assertion.id ?? '') !== '', 'the assertion has no ID');
  if (assertion.issuer === undefined) policy.demand('issuer-assertion-required', false, 'the assertion has no Issuer');
  else policy.demand('issuer-assertion', isIssuer(assertion.issuer, issuer, policy), `issued by ${assertion.issuer}`);
  const { issueInstant } = assertion;
  const future = issueInstant !== undefined && isAhead(issueInstant, clock, policy);
  policy.demand('issue-instant', !future, `issued at ${issueInstant ?? ''}`);
  policy.demand('subject-required', assertion.hasSubject, 'the assertion has no Subject');
  const nobody = assertion.nameId === undefined && assertion.attributes.length === 0;
  const named = (assertion.nameId?.value ?? '').trim() !== '';
  if (assertion.hasSubject && !(nobody && policy.forgets('subject-named')))
    policy.demand('name-id', named, 'no NameID');
  policy.demand('authn-statement', assertion.authnStatements.length > 0, 'the assertion has no AuthnStatement');
  for (const { sessionNotOnOrAfter: end } of assertion.authnStatements) {
    const over = end !== undefined && isOver(end, clock, policy);
    policy.demand('session-expiry', !over, `the session ended at ${end ?? ''}`);
  }
}

/** @throws Refusal when a fresh sign-in was asked for and this one is older than the request (Core 3.4.1). */
export function checkFreshness(assertion: AssertionFacts, after: Date, clock: Clock, policy: Policy): void {
  const old = assertion.authnStatements.find(
    ({ authnInstant }) => authnInstant === undefined || isBefore(authnInstant, after, clock, policy),
  );
  policy.demand(
    'authn-instant',
    old === undefined,
    `the person signed in at ${old?.authnInstant ?? 'no known instant'}`,
  );
}

/** The one assertion that a session is opened for. @throws Refusal when the assertions name different subjects. */
export function singleAssertion(assertions: AssertionFacts[], policy: Policy): AssertionFacts | undefined {
  const subjects = new Set(assertions.map(({ nameId }) => nameId?.value ?? ''));
  policy.demand('single-subject', subjects.size <= 1, 'the assertions name different subjects');
  return subjects.size > 1 ? assertions.at(-1) : assertions[0];
}
