/** The exit code that a run's verdicts give: conformance failures before inconclusive ones (contracts.md §2). */

import type { CaseResult } from '../reports/result.ts';
import type { KnownProblem } from './known-failures.ts';

export interface GateOptions {
  failOn: 'must' | 'should' | 'never';
  /** Counts failures of every layer; otherwise those of saml and entra, and any other person let in. */
  strict: boolean;
  knownProblems?: KnownProblem[];
}

type Gated = Pick<CaseResult, 'id' | 'layer' | 'outcome' | 'verdict' | 'known'>;

/** 0: nothing failed that counts, and everything applicable was verified. 1: failures. 2: something could not be verified. */
export function gateOf(results: Gated[], options: GateOptions): { code: 0 | 1 | 2; why: string } {
  const { failOn, strict, knownProblems = [] } = options;
  const red = results.filter((one) => counts(one, failOn, strict));
  const stale = failOn === 'never' ? [] : knownProblems;
  const open = results.filter((one) => one.verdict === 'inconclusive');
  const verified = results.filter((one) => one.verdict === 'pass' || one.verdict === 'fail' || one.verdict === 'warn');
  if (red.length || stale.length) {
    const what = [
      ...(red.length ? [`${cases(red.length)} failed: ${names(red)}`] : []),
      ...stale.map((problem) => problem.message),
    ];
    return { code: 1, why: `${what.join('; ')}.` };
  }
  if (open.length) return { code: 2, why: `${cases(open.length)} could not be verified: ${names(open)}.` };
  if (verified.length === 0) return { code: 2, why: 'No case was verified.' };
  const apart = results.filter((one) => one.verdict === 'fail' || one.verdict === 'warn').length;
  const besides = apart ? `; ${cases(apart)} with a failure or warning that does not count here` : '';
  return { code: 0, why: `Everything applicable was verified and nothing failed that counts${besides}.` };
}

function counts(one: Gated, failOn: GateOptions['failOn'], strict: boolean): boolean {
  if (failOn === 'never' || one.known?.state === 'active') return false;
  const bad = one.verdict === 'fail' || (failOn === 'should' && one.verdict === 'warn');
  const inScope = strict || one.layer === 'saml' || one.layer === 'entra' || one.outcome === 'signed-in-as-other';
  return bad && inScope;
}

function cases(count: number): string {
  return count === 1 ? '1 case' : `${count} cases`;
}

function names(results: Gated[]): string {
  const few = results.slice(0, 5).map((one) => one.id);
  return results.length > few.length ? `${few.join(', ')} and ${results.length - few.length} more` : few.join(', ');
}
