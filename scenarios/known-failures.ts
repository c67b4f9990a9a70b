/** Failures that a profile expects: red no more while they last, red again as soon as they go stale. */

import type { Target } from './target.ts';

export type KnownState = 'active' | 'stale' | 'expired';

/** The entry that covers a case. */
export interface Known {
  reason: string;
  until?: string;
  state: KnownState;
}

/** What is wrong with an entry; every one turns the run red. */
export interface KnownProblem {
  case: string;
  kind: 'passing' | 'expired' | 'unknown';
  message: string;
}

/**
 * Holds the expectations against what came out.
 * @param results id and verdict of the cases of this run
 * @param catalogueIds ids of all cases, so that an entry outside of this run's selection is not called unknown
 * @param now the moment of judging; an entry holds to the end of its day, UTC
 */
export function knownFailures(
  entries: Target['knownFailures'],
  results: { id: string; verdict: string }[],
  catalogueIds: string[],
  now: Date,
): { known: Map<string, Known>; problems: KnownProblem[] } {
  const known = new Map<string, Known>();
  const problems: KnownProblem[] = [];
  for (const entry of entries) {
    const covers = (id: string): boolean => id === entry.case || id.split('@')[0] === entry.case;
    if (!catalogueIds.some(covers)) {
      const message = `known failure ${entry.case} names no case of the catalogue; remove it or mend its name`;
      problems.push({ case: entry.case, kind: 'unknown', message });
      continue;
    }
    const expired = entry.until !== undefined && now.getTime() >= Date.parse(`${entry.until}T00:00:00Z`) + 86_400_000;
    if (expired) {
      const message = `known failure ${entry.case} (${entry.reason}) was only expected until ${entry.until}`;
      problems.push({ case: entry.case, kind: 'expired', message });
    }
    const covered = results.filter(({ id }) => covers(id));
    const failing = covered.some(({ verdict }) => verdict === 'fail' || verdict === 'warn');
    const passing = covered.some(({ verdict }) => verdict === 'pass') && !failing;
    if (passing) {
      const message = `known failure ${entry.case} (${entry.reason}) passes by now; remove it from the profile`;
      problems.push({ case: entry.case, kind: 'passing', message });
    }
    for (const { id, verdict } of covered) {
      // An exact entry wins over one for the whole row.
      if (known.has(id) && entry.case !== id) continue;
      const state = expired ? 'expired' : verdict === 'pass' ? 'stale' : 'active';
      const { reason, until } = entry;
      known.set(id, { reason, ...(until === undefined ? {} : { until }), state });
    }
  }
  return { known, problems };
}
