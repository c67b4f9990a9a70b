/** What a gate returns for a result: the exit code of `run`, with its reason in one sentence. */

import type { CaseResult, Gate, Result } from './result.types.ts';
import { count } from './words.ts';

function isRed(one: CaseResult, failOn: Gate['failOn']): boolean {
  if (one.new === true) return false;
  // A known failure that has gone stale or has expired must not stay silent, whatever the verdict is by now.
  if (one.known && one.known.state !== 'active' && one.known.state !== undefined) return failOn !== 'never';
  if (one.known) return false;
  return (failOn !== 'never' && one.verdict === 'fail') || (failOn === 'should' && one.verdict === 'warn');
}

/**
 * The exit code that these verdicts mean: 1 conformance failures, 2 inconclusive, 0 all verified; 1 wins over 2.
 * `failOn`: `must` counts fail, `should` also warn, `never` nothing. Known failures count only when stale or expired.
 */
export function gateOf(result: Result, failOn: Gate['failOn'] = 'must'): Gate {
  const red = result.cases.filter((one) => isRed(one, failOn)).length;
  if (red > 0) return { failOn, exitCode: 1, reason: `${count(red, 'case')} failed the gate (--fail-on ${failOn}).` };
  if (result.complete !== true) return { failOn, exitCode: 2, reason: 'The run was cut short.' };
  const unreached = (result.run.planned ?? result.cases.length) - result.cases.length;
  const open = result.cases.filter((one) => one.verdict === 'inconclusive' && one.new !== true).length;
  const unanswered = open + Math.max(0, unreached);
  if (unanswered > 0) return { failOn, exitCode: 2, reason: `${count(unanswered, 'case')} could not be judged.` };
  if (result.cases.length === 0) return { failOn, exitCode: 2, reason: 'No case was judged.' };
  return { failOn, exitCode: 0, reason: 'Nothing failed that the gate names, and every applicable case was judged.' };
}
