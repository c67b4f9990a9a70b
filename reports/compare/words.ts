/** The words of a comparison, shared by its text, Markdown and HTML. */

import { count, verdictWords } from '../words.ts';
import { type Change, type ChangeKind, type Comparison, kinds, type Side } from './comparison.ts';

export const kindWords: Record<ChangeKind, { heading: string; explanation: string; mark: string }> = {
  broken: { heading: 'Broken', explanation: 'Fails now and did not before, or warns and passed.', mark: '✕' },
  fixed: { heading: 'Fixed', explanation: 'Better than before.', mark: '✓' },
  changed: {
    heading: 'Changed',
    explanation: 'Another verdict or outcome, neither better nor proven worse.',
    mark: '~',
  },
  new: { heading: 'New', explanation: 'Only in the newer run.', mark: '+' },
  gone: { heading: 'Gone', explanation: 'Only in the older run.', mark: '−' },
};

/** `pass, refused`; `not run` where a run has no such case. */
export function sideInWords(side: Side | null): string {
  if (side === null) return 'not run';
  const who = side.outcome === 'signed-in-as-other' && side.identity ? ` (${side.identity})` : '';
  return `${verdictWords[side.verdict].one}${side.outcome ? `, ${side.outcome}${who}` : ''}`;
}

/** The comparison in one sentence. */
export function comparisonInWords(comparison: Comparison): string {
  const counts = kinds
    .filter((kind) => comparison.changes[kind].length > 0)
    .map((kind) => `${comparison.changes[kind].length} ${kind}`);
  const same = `${count(comparison.same, 'case')} as before`;
  return counts.length === 0 ? `Nothing changed: ${same}.` : `${counts.join(', ')}; ${same}.`;
}

/** What is told beside the two verdicts: what happened in the run that is worse to look at. */
export function toldOf(change: Change): string {
  const side = change.after ?? change.before;
  return side === null || side.verdict === 'pass' ? '' : side.observed;
}
