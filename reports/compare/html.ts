/** A comparison as one self-contained HTML page. */

import { documentRenderer } from '../html/document.ts';
import { visible } from '../html/visible.ts';
import type { Verdict } from '../result.ts';
import { verdicts } from '../summarize.ts';
import { instant, verdictWords } from '../words.ts';
import { type Change, type Comparison, kinds, type RunFacts, type Side } from './comparison.ts';
import { comparisonInWords, kindWords, sideInWords, toldOf } from './words.ts';

function runView(name: string, run: RunFacts): object {
  return {
    name,
    when: instant(run.startedAt),
    tool: visible(run.tool, 120),
    counts: verdicts.map((verdict) => run.verdicts[verdict]),
    grade: run.grade ?? 'none',
  };
}

function toneOf(side: Side | null): Verdict {
  return side?.verdict ?? 'not-applicable';
}

function changeView(change: Change): object {
  return {
    id: visible(change.id, 200),
    formerId: change.formerId === undefined ? null : visible(change.formerId, 200),
    title: visible(change.title, 300),
    impact: change.impact,
    level: change.level,
    before: visible(sideInWords(change.before), 300),
    beforeTone: toneOf(change.before),
    after: visible(sideInWords(change.after), 300),
    afterTone: toneOf(change.after),
    told: visible(toldOf(change), 600),
  };
}

const page = documentRenderer({
  templates: ['compare/comparison.hbs'],
  styles: ['html/page.css', 'html/sheets.css'],
});

/** The page as text; it needs no script. */
export function renderComparisonHtml(comparison: Comparison): string {
  const { older, newer, doubts, changes } = comparison;
  const target = visible(newer.target, 300);
  const view = {
    title: `${target} · SAML conformance compared`,
    target,
    sentence: comparisonInWords(comparison),
    doubts: doubts.map((doubt) => visible(doubt, 600)),
    verdicts: verdicts.map((verdict) => verdictWords[verdict].many),
    runs: [runView('Before', older), runView('Now', newer)],
    groups: kinds
      .filter((kind) => changes[kind].length > 0)
      .map((kind) => ({ kind, ...kindWords[kind], changes: changes[kind].map(changeView) })),
  };
  return page(view);
}
