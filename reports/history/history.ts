/** Many runs in a row: what each found, and what changed from one to the next. */

import { compare } from '../compare/comparison.ts';
import { missingFrom } from '../file.ts';
import { defaultGate } from '../gate.ts';
import { gradeOf } from '../grade.ts';
import { groupBy } from '../group.ts';
import type { Result, VerdictCounts } from '../result.ts';
import { countsOf } from '../summarize.ts';

/** A result and where its report lies, relative to the page that will name it; null when there is none. */
export interface RecordedRun {
  result: Result;
  report: string | null;
}

export interface HistoryEntry {
  id: string;
  startedAt: string;
  tool: string;
  verdicts: VerdictCounts;
  grade: string | null;
  exitCode: number;
  whole: boolean;
  report: string | null;
  /** Against the run before it; null for the first. */
  fixed: number | null;
  broken: number | null;
}

export interface TargetHistory {
  target: string;
  entityId: string;
  /** Oldest first. */
  runs: HistoryEntry[];
}

function entryOf(run: RecordedRun, before: RecordedRun | undefined): HistoryEntry {
  const { result, report } = run;
  const changes = before ? compare(before.result, result).changes : null;
  return {
    id: result.run.id,
    startedAt: result.run.startedAt,
    tool: `${result.run.tool.name} ${result.run.tool.version}`,
    verdicts: countsOf(result.cases),
    grade: gradeOf(result).letter,
    exitCode: (result.run.gate ?? defaultGate(result)).exitCode,
    whole: missingFrom(result).length === 0,
    report,
    fixed: changes?.fixed.length ?? null,
    broken: changes?.broken.length ?? null,
  };
}

/** One history a target (by entity ID), in the order of their names; runs by their start. */
export function historyOf(runs: RecordedRun[]): TargetHistory[] {
  const ordered = [...runs].sort((one, other) => (one.result.run.startedAt < other.result.run.startedAt ? -1 : 1));
  const byTarget = groupBy(ordered, ({ result }) => result.target.entityId);
  return [...byTarget]
    .map(([entityId, group]) => ({
      target: group.at(-1)?.result.target.name ?? entityId,
      entityId,
      runs: group.map((run, index) => entryOf(run, group[index - 1])),
    }))
    .sort((one, other) => (one.target < other.target ? -1 : 1));
}
