/** Cases by targets: which implementation answers what. */

import { gradeOf } from '../grade.ts';
import { groupBy } from '../group.ts';
import type { RecordedRun } from '../history/history.ts';
import type { CaseResult, Impact, Level, VerdictCounts } from '../result.ts';
import { countsOf } from '../summarize.ts';

export interface MatrixColumn {
  target: string;
  entityId: string;
  startedAt: string;
  grade: string | null;
  verdicts: VerdictCounts;
  report: string | null;
}

export interface MatrixRow {
  id: string;
  area: string;
  title: string;
  level: Level;
  impact: Impact;
  /** One a column; null where the target was not asked. */
  cells: (CaseResult | null)[];
  /** Not every target that was asked has the same verdict. */
  differs: boolean;
}

export interface Matrix {
  columns: MatrixColumn[];
  rows: MatrixRow[];
}

/** Only the newest run of a target counts. Columns by name; rows in the order of the first run that has them, areas together. */
export function matrixOf(runs: RecordedRun[]): Matrix {
  const newest = new Map<string, RecordedRun>();
  for (const run of runs) {
    const before = newest.get(run.result.target.entityId);
    if (!before || before.result.run.startedAt < run.result.run.startedAt) {
      newest.set(run.result.target.entityId, run);
    }
  }
  const chosen = [...newest.values()].sort((one, other) =>
    one.result.target.name < other.result.target.name ? -1 : 1,
  );
  const maps = chosen.map(({ result }) => new Map(result.cases.map((one) => [one.id, one])));
  const ids = [...new Set(chosen.flatMap(({ result }) => result.cases.map(({ id }) => id)))];
  const rows = ids.flatMap((id) => {
    const cells = maps.map((map) => map.get(id) ?? null);
    const one = cells.find((cell) => cell !== null);
    if (!one) return [];
    const asked = new Set(cells.filter((cell) => cell !== null).map((cell) => cell.verdict));
    const { area, title, level, impact } = one;
    return [{ id, area, title, level, impact, cells, differs: asked.size > 1 }];
  });
  return {
    columns: chosen.map(({ result, report }) => ({
      target: result.target.name,
      entityId: result.target.entityId,
      startedAt: result.run.startedAt,
      grade: gradeOf(result).letter,
      verdicts: countsOf(result.cases),
      report,
    })),
    rows: [...groupBy(rows, ({ area }) => area).values()].flat(),
  };
}
