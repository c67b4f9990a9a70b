/** The order of findings: by verdict, then by what they cost the owner. */

import type { CaseResult } from './result.ts';
import { verdicts } from './summarize.ts';
import { impacts, levels } from './words.ts';

function rank(one: CaseResult): number[] {
  return [
    verdicts.indexOf(one.verdict),
    one.outcome === 'signed-in-as-other' ? 0 : 1,
    impacts.indexOf(one.impact),
    levels.indexOf(one.level),
  ];
}

/** The cases, worst first: verdict, somebody else signed in, impact, level, id. */
export function worstFirst(cases: CaseResult[]): CaseResult[] {
  return [...cases].sort((one, other) => {
    const mine = rank(one);
    const theirs = rank(other);
    const differing = mine.findIndex((value, index) => value !== theirs[index]);
    if (differing >= 0) return (mine[differing] ?? 0) - (theirs[differing] ?? 0);
    return one.id < other.id ? -1 : 1;
  });
}
