/** The matrix as one self-contained HTML page. */

import { groupBy } from '../group.ts';
import { documentRenderer } from '../html/document.ts';
import { visible } from '../html/visible.ts';
import type { RecordedRun } from '../history/history.ts';
import type { CaseResult } from '../result.ts';
import { count, observed, verdictWords } from '../words.ts';
import { type Matrix, type MatrixRow, matrixOf } from './matrix.ts';

function cellView(one: CaseResult | null, report: string | null): object {
  if (one === null) return { verdict: null };
  return {
    verdict: one.verdict,
    mark: verdictWords[one.verdict].mark,
    word: one.outcome === 'signed-in-as-other' ? 'another person' : verdictWords[one.verdict].one,
    told: visible(observed(one), 300),
    href: report === null ? null : `${report}#${encodeURI(one.id)}`,
  };
}

function areaView(area: string, rows: MatrixRow[], columns: Matrix['columns']): object {
  return {
    area: visible(area, 100),
    counts: columns.map((_, index) => {
      const cells = rows.map((row) => row.cells[index]).filter((cell) => cell !== null && cell !== undefined);
      return `${cells.filter(({ verdict }) => verdict === 'pass').length} / ${cells.length}`;
    }),
    rows: rows.map((row) => ({
      id: visible(row.id, 200),
      title: visible(row.title, 300),
      cells: row.cells.map((cell, index) => cellView(cell, columns[index]?.report ?? null)),
    })),
  };
}

const page = documentRenderer({
  templates: ['matrix/matrix.hbs'],
  styles: ['html/page.css', 'html/sheets.css'],
});

/** The page as text. */
export function renderMatrixHtml(runs: RecordedRun[]): string {
  const { columns, rows } = matrixOf(runs);
  const differing = rows.filter((row) => row.differs).length;
  const view = {
    title: 'SAML conformance matrix',
    heading: count(columns.length, 'service provider'),
    sentence: `${count(rows.length, 'case')}; on ${differing} of them the targets differ.`,
    columns: columns.map((column) => ({
      target: visible(column.target, 120),
      report: column.report,
      grade: column.grade ?? 'none',
    })),
    areas: [...groupBy(rows, ({ area }) => area)].map(([area, group]) => areaView(area, group, columns)),
  };
  return page(view);
}
