/** The history of runs as one self-contained HTML page. */

import { documentRenderer } from '../html/document.ts';
import { visible } from '../html/visible.ts';
import { verdicts } from '../summarize.ts';
import { count, instant, verdictWords } from '../words.ts';
import { type HistoryEntry, historyOf, type RecordedRun } from './history.ts';
import { plotted, trendOf } from './trend.ts';

function entryView(entry: HistoryEntry): object {
  return {
    report: entry.report,
    when: instant(entry.startedAt),
    tool: visible(entry.tool, 120),
    whole: entry.whole,
    counts: verdicts.map((verdict) => entry.verdicts[verdict]),
    grade: entry.grade ?? 'none',
    exitCode: String(entry.exitCode),
    broken: entry.broken ?? '–',
    anyBroken: (entry.broken ?? 0) > 0,
    fixed: entry.fixed ?? '–',
    anyFixed: (entry.fixed ?? 0) > 0,
  };
}

const page = documentRenderer({
  templates: ['history/history.hbs'],
  styles: ['html/page.css', 'html/sheets.css'],
});

/** The page as text: one trend and one table a target. The newest run stands first in the table. */
export function renderHistoryHtml(runs: RecordedRun[]): string {
  const histories = historyOf(runs);
  const [only] = histories;
  const view = {
    title: 'SAML conformance over time',
    heading: histories.length === 1 && only ? visible(only.target, 300) : count(histories.length, 'target'),
    sentence: `${count(runs.length, 'run')}.`,
    targets: histories.map((history) => ({
      target: visible(history.target, 300),
      entityId: visible(history.entityId, 500),
      trend: trendOf(history.runs.map((run) => ({ day: run.startedAt.slice(0, 10), verdicts: run.verdicts }))),
      legend: plotted.map((verdict) => ({ verdict, word: verdictWords[verdict].many })),
      words: verdicts.map((verdict) => verdictWords[verdict].many),
      runs: history.runs.map(entryView).toReversed(),
    })),
  };
  return page(view);
}
