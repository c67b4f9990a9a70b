/** What the default gate would return for a result whose run did not record one: it was cut short, or comes from a tool. */

import type { CaseResult, Gate, Result } from './result.ts';
import { count } from './words.ts';

// As `samlproof run` without --strict: hardening and SAML2Int inform, unless somebody else was let in.
function isRed(one: CaseResult): boolean {
  if (one.new === true || (one.known && (one.known.state ?? 'active') === 'active')) return false;
  // A known failure that has gone stale or has expired must not stay silent, whatever the verdict is by now.
  if (one.known) return true;
  const counts = one.layer === 'saml' || one.layer === 'entra' || one.outcome === 'signed-in-as-other';
  return one.verdict === 'fail' && counts;
}

function gate(exitCode: number, reason: string): Gate {
  return { failOn: 'must', exitCode, reason };
}

/** The exit code that these verdicts mean under `--fail-on must`: 1 failures, 2 inconclusive, 0 all verified; 1 wins over 2. */
export function defaultGate(result: Result): Gate {
  const red = result.cases.filter(isRed).length;
  if (red > 0) return gate(1, `${count(red, 'case')} failed that the default gate counts.`);
  if (result.complete !== true) return gate(2, 'The run was cut short.');
  const unreached = (result.run.planned ?? result.cases.length) - result.cases.length;
  const open = result.cases.filter((one) => one.verdict === 'inconclusive' && one.new !== true).length;
  const unanswered = open + Math.max(0, unreached);
  if (unanswered > 0) return gate(2, `${count(unanswered, 'case')} could not be judged.`);
  if (result.cases.length === 0) return gate(2, 'No case was judged.');
  return gate(0, 'Nothing failed that the default gate counts, and every applicable case was judged.');
}
