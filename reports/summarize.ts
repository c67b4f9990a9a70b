/** Counts verdicts: overall and by level, area, impact and layer. */

import { groupBy } from './group.ts';
import type { CaseResult, Summary, Verdict, VerdictCounts } from './result.types.ts';

/** Every verdict, worst first. */
export const verdicts = ['fail', 'warn', 'inconclusive', 'not-applicable', 'pass'] as const satisfies Verdict[];

export function noCounts(): VerdictCounts {
  return { pass: 0, fail: 0, warn: 0, inconclusive: 0, 'not-applicable': 0 };
}

/** How many of the cases have each verdict. */
export function countsOf(cases: CaseResult[]): VerdictCounts {
  const counts = noCounts();
  for (const { verdict } of cases) counts[verdict] += 1;
  return counts;
}

function countBy(cases: CaseResult[], key: (one: CaseResult) => string): Record<string, VerdictCounts> {
  return Object.fromEntries([...groupBy(cases, key)].map(([name, members]) => [name, countsOf(members)]));
}

/** The summary of these cases. Groups appear in the order of their first case; groups without cases are absent. */
export function summarize(cases: CaseResult[]): Summary {
  return {
    verdicts: countsOf(cases),
    byLevel: countBy(cases, (one) => one.level),
    byArea: countBy(cases, (one) => one.area),
    byImpact: countBy(cases, (one) => one.impact),
    byLayer: countBy(cases, (one) => one.layer),
    knownFailures: cases.filter((one) => one.known?.state === 'active' && one.verdict !== 'pass').length,
  };
}
