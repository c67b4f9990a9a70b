/** Counts verdicts: overall and by level, area, impact and layer. */

import type { CaseResult, Summary, Verdict, VerdictCounts } from './result.types.ts';

/** Every verdict, worst first. */
export const verdicts = ['fail', 'warn', 'inconclusive', 'not-applicable', 'pass'] as const satisfies Verdict[];

function noCounts(): VerdictCounts {
  return { pass: 0, fail: 0, warn: 0, inconclusive: 0, 'not-applicable': 0 };
}

function countBy(cases: CaseResult[], key: (one: CaseResult) => string): Record<string, VerdictCounts> {
  // A Map, because a key may be any text, `__proto__` included.
  const groups = new Map<string, VerdictCounts>();
  for (const one of cases) {
    const counts = groups.get(key(one)) ?? noCounts();
    counts[one.verdict] += 1;
    groups.set(key(one), counts);
  }
  return Object.fromEntries(groups);
}

/** The summary of these cases. Groups appear in the order of their first case; groups without cases are absent. */
export function summarize(cases: CaseResult[]): Summary {
  return {
    verdicts: countBy(cases, () => 'all')['all'] ?? noCounts(),
    byLevel: countBy(cases, (one) => one.level),
    byArea: countBy(cases, (one) => one.area),
    byImpact: countBy(cases, (one) => one.impact),
    byLayer: countBy(cases, (one) => one.layer),
    knownFailures: cases.filter((one) => one.known?.state === 'active' && one.verdict !== 'pass').length,
  };
}
