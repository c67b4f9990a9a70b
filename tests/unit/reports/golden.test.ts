/** Golden files: a recorded run renders to the same text, byte for byte, in every format. UPDATE_GOLDEN=1 writes them anew. */

import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { acceptEntries } from '../../../reports/accept.ts';
import { renderBadge } from '../../../reports/badge.ts';
import { vectorOf } from '../../../reports/cases/vector.ts';
import { renderReplay } from '../../../reports/cases/replay.ts';
import { compare } from '../../../reports/compare/comparison.ts';
import { renderComparisonHtml } from '../../../reports/compare/html.ts';
import { renderComparisonMarkdown } from '../../../reports/compare/markdown.ts';
import { renderComparisonText } from '../../../reports/compare/text.ts';
import { renderCsv } from '../../../reports/csv.ts';
import { renderHistoryHtml } from '../../../reports/history/html.ts';
import { renderHtml } from '../../../reports/html/render.ts';
import { renderJunit } from '../../../reports/junit.ts';
import { renderMarkdown } from '../../../reports/markdown.ts';
import { renderMatrixHtml } from '../../../reports/matrix/html.ts';
import { redact } from '../../../reports/redact/redact.ts';
import { parseResult, type Result } from '../../../reports/result.ts';
import { renderSarif } from '../../../reports/sarif.ts';
import { summaryTable } from '../../../reports/summary-table.ts';

const folder = new URL('./golden/', import.meta.url);

/** Style and script have files of their own; a golden copy of them would change with every colour. */
function bodyOf(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>|<meta http-equiv[^>]*>/g, '');
}

/** The recorded run as it would have been with the failures mended. */
function mended(result: Result): Result {
  const cases = result.cases.map((one) =>
    one.verdict === 'fail' ? { ...one, verdict: 'pass' as const, outcome: 'refused' as const } : one,
  );
  return { ...result, run: { ...result.run, id: 'later', startedAt: '2026-12-01T08:00:00.000Z' }, cases };
}

function replay(result: Result): string {
  const one = result.cases.find(({ id }) => id === 'addressing/recipient-wrong');
  const vector = one && vectorOf(one, result);
  if (!one || !vector) throw new Error('the recorded run has this case');
  return bodyOf(renderReplay(vector, one));
}

const forms: [file: string, render: (result: Result) => string][] = [
  ['report.html', (result) => bodyOf(renderHtml(result, { caseFiles: true }))],
  ['redacted.html', (result) => bodyOf(renderHtml(redact(result)))],
  ['junit.xml', renderJunit],
  ['result.sarif', renderSarif],
  ['summary.md', renderMarkdown],
  ['result.csv', renderCsv],
  ['badge.svg', renderBadge],
  ['terminal.txt', (result) => summaryTable(result)],
  ['accept.yaml', (result) => acceptEntries(result)],
  ['diff.txt', (result) => renderComparisonText(compare(mended(result), result))],
  ['diff.md', (result) => renderComparisonMarkdown(compare(result, mended(result)))],
  ['diff.html', (result) => bodyOf(renderComparisonHtml(compare(result, mended(result))))],
  ['replay.html', replay],
  [
    'history.html',
    (result) => bodyOf(renderHistoryHtml([result, mended(result)].map((one) => ({ result: one, report: null })))),
  ],
  ['matrix.html', (result) => bodyOf(renderMatrixHtml([{ result, report: './report.html' }]))],
];

for (const [file, render] of forms) {
  test(`the recorded run renders to golden/${file}`, async () => {
    const recorded = await readFile(new URL('recorded.json', folder), 'utf8');
    const text = render(parseResult(recorded));
    if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(new URL(`${file}.golden`, folder), text);
    expect(text).toBe(await readFile(new URL(`${file}.golden`, folder), 'utf8'));
    // Rendering neither reads a clock nor changes what it is given.
    expect(render(parseResult(recorded))).toBe(text);
  });
}
