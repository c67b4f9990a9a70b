/** The security grade: one letter for how far a service provider can be trusted with a response, by a printed rule. */

import type { CaseResult, Impact, Result } from './result.ts';
import { count } from './words.ts';

export interface Grade {
  /** Null when the run cannot carry a grade. */
  letter: 'A' | 'B' | 'C' | 'D' | 'F' | null;
  /** One sentence: why this letter, or why none. */
  reason: string;
  rule: [letter: string, meaning: string][];
}

const rule: Grade['rule'] = [
  ['F', 'somebody can sign in as another person: a failed case of impact impersonation or takeover'],
  ['D', 'a failed case of impact replay, disclosure or request-forgery'],
  ['C', 'a failed case of impact denial or hygiene, or a warning of impact impersonation or takeover'],
  ['B', 'any other warning, interoperability aside'],
  ['A', 'none of these, and every applicable case was judged'],
];
const taking: Impact[] = ['impersonation', 'takeover'];
const leaking: Impact[] = ['replay', 'disclosure', 'request-forgery'];

/**
 * The grade of a result. Interoperability does not count, known failures do. A run that was cut short, that is a selection
 * or has open cases can only earn an F: what is proven stays proven, the rest is not known.
 */
export function gradeOf(result: Result): Grade {
  const scored = result.cases.filter((one) => one.impact !== 'interoperability' && one.new !== true);
  const having = (verdict: CaseResult['verdict'], of?: Impact[]): number =>
    scored.filter((one) => one.verdict === verdict && (of === undefined || of.includes(one.impact))).length;

  const stolen = scored.filter(
    (one) => one.verdict === 'fail' && (taking.includes(one.impact) || one.outcome === 'signed-in-as-other'),
  );
  if (stolen.length > 0) {
    return { letter: 'F', reason: `${count(stolen.length, 'case')} of impersonation or takeover failed.`, rule };
  }
  const doubt = whyNone(result, having('inconclusive'));
  if (doubt !== null) return { letter: null, reason: doubt, rule };
  const leaks = having('fail', leaking);
  if (leaks > 0)
    return { letter: 'D', reason: `${count(leaks, 'case')} of replay, disclosure or request forgery failed.`, rule };
  const careless = having('fail') + having('warn', taking);
  if (careless > 0)
    return { letter: 'C', reason: `${count(careless, 'case')} of denial, hygiene or doubtful trust.`, rule };
  const warned = having('warn');
  if (warned > 0) return { letter: 'B', reason: `${count(warned, 'warning')} on security.`, rule };
  return { letter: 'A', reason: 'No security case failed or was warned about.', rule };
}

function whyNone(result: Result, open: number): string | null {
  if (result.complete !== true) return 'No grade: the run was cut short.';
  if (open > 0) return `No grade: ${count(open, 'security case')} could not be judged.`;
  const planned = result.run.planned ?? result.cases.length;
  if (planned < result.run.catalogue.cases) {
    return `No grade: only ${planned} of the catalogue's ${result.run.catalogue.cases} cases were run.`;
  }
  if (result.cases.every((one) => one.verdict === 'not-applicable')) return 'No grade: no case applied.';
  return null;
}
