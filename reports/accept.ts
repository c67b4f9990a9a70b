/** Ready-made knownFailures entries for a profile, from what failed. */

import { stringify } from 'yaml';
import { visible } from './html/visible.ts';
import type { CaseResult, Result } from './result.ts';
import { observed } from './words.ts';

export interface AcceptOptions {
  /** Days, from the run's start, for which a failure is expected. */
  days?: number;
  /** Warnings too, for a gate that counts them. */
  warnings?: boolean;
}

const dayMs = 86_400_000;

function reasonOf(one: CaseResult): string {
  return visible(`accepted as it is: ${observed(one)}`, 240).replace(/\s+/g, ' ');
}

/** Cases that fail and that no valid entry covers. */
function uncovered(result: Result, warnings: boolean): CaseResult[] {
  return result.cases.filter(
    (one) =>
      (one.verdict === 'fail' || (warnings && one.verdict === 'warn')) &&
      one.new !== true &&
      (one.known === null || one.known.state === 'expired'),
  );
}

/**
 * YAML to paste into a target profile: an entry for every failure without one, each to be given a better reason. An empty text
 * when nothing is left to accept. Entries that have expired are written anew; the old ones must go.
 */
export function acceptEntries(result: Result, options: AcceptOptions = {}): string {
  const { days = 90, warnings = (result.run.gate?.failOn ?? 'must') === 'should' } = options;
  const cases = uncovered(result, warnings);
  if (cases.length === 0) return '';
  const until = new Date(new Date(result.run.startedAt).getTime() + days * dayMs).toISOString().slice(0, 10);
  const entries = cases.map((one) => ({ case: visible(one.id, 300), reason: reasonOf(one), until }));
  const expired = cases.filter((one) => one.known?.state === 'expired').map((one) => visible(one.id, 200));
  const head = [
    `# Accepted on ${result.run.startedAt.slice(0, 10)}. Replace each reason by a ticket or a decision; all expire.`,
    ...(expired.length > 0 ? [`# Remove the entries that have expired: ${expired.join(', ')}`] : []),
  ];
  return `${head.join('\n')}\n${stringify({ knownFailures: entries }, { lineWidth: 0 })}`;
}
