/** Every format, of results that are hostile or were cut short: inert, readable, and honest about what is missing. */

import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { XmlDocument } from 'libxml2-wasm';
import { expect, test } from '@playwright/test';
import { diffCommand } from '../../../cli/comparison.ts';
import { acceptEntries } from '../../../reports/accept.ts';
import { compare } from '../../../reports/compare/comparison.ts';
import { renderComparisonHtml } from '../../../reports/compare/html.ts';
import { renderComparisonMarkdown } from '../../../reports/compare/markdown.ts';
import { renderComparisonText } from '../../../reports/compare/text.ts';
import { renderHistoryHtml } from '../../../reports/history/html.ts';
import { renderMatrixHtml } from '../../../reports/matrix/html.ts';
import { formats, renderReports } from '../../../reports/render.ts';
import { parseResult, readResult, type Result, summarize, writeResult } from '../../../reports/result.ts';
import { summaryTable } from '../../../reports/summary-table.ts';
import { hostileResult, hostileStarts, passingResult, resultOf, sampleResult } from './sample.ts';

async function rendered(result: Result): Promise<Map<string, string>> {
  const dir = await mkdtemp(path.join(tmpdir(), 'samlproof-every-'));
  const files = await renderReports(result, [...formats], dir);
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return new Map(files.map((file, index) => [path.basename(file), texts[index] ?? ''] as const));
}

function textOf(files: Map<string, string>, file: string): string {
  return files.get(file) ?? '';
}

/** What a killed run leaves, at this many cases. */
function cutAt(cases: number, controls: number): Result {
  const { complete: _, ...result } = sampleResult();
  const left = result.cases.slice(0, cases);
  const run = { ...result.run, finishedAt: null };
  return { ...result, run, cases: left, controls: result.controls.slice(0, controls), summary: summarize(left) };
}

for (let start = 0; start < hostileStarts; start += 1) {
  test(`hostile text leaves every format well-formed and free of what the eye cannot see, turn ${start}`, async () => {
    const files = await rendered(hostileResult(start));
    for (const [file, text] of files) {
      if (file === 'result.json') continue;
      const unseen = text.replaceAll('\u2060', '').matchAll(/.{0,60}(?!\s)[\p{Cc}\p{Cf}]/gu);
      expect([file, ...[...unseen].map(([found]) => found)]).toEqual([file]);
      expect([file, text.length < 10_000_000]).toEqual([file, true]);
    }
    for (const file of ['junit.xml', 'badge.svg']) XmlDocument.fromString(textOf(files, file)).dispose();
    expect(() => JSON.parse(textOf(files, 'result.sarif')) as unknown).not.toThrow();
    expect(parseResult(textOf(files, 'result.json')).cases).toHaveLength(40);
    expect(textOf(files, 'report.html').replace(/<script>[\s\S]*?<\/script>/, '')).not.toMatch(
      /<(?:script|iframe|img|object)/,
    );
    // A megabyte in one field must not become a megabyte on the terminal.
    expect(summaryTable(hostileResult(start)).length).toBeLessThan(30_000);
  });
}

test('hostile text leaves the pages over several runs free of it, too, whatever field it stands in', () => {
  for (let start = 0; start < hostileStarts; start += 1) {
    const result = hostileResult(start);
    const run = { result, report: null };
    const comparison = compare(sampleResult(), result);
    const texts = {
      comparison: renderComparisonHtml(comparison),
      markdown: renderComparisonMarkdown(comparison).replaceAll('\u2060', ''),
      terminal: renderComparisonText(comparison),
      history: renderHistoryHtml([run, run]),
      matrix: renderMatrixHtml([run]),
      accept: acceptEntries(result),
      table: summaryTable(result),
    };
    for (const [name, text] of Object.entries(texts)) {
      const unseen = [...text.matchAll(/.{0,60}(?!\s)[\p{Cc}\p{Cf}]/gu)].map(([found]) => found);
      expect([name, start, ...unseen]).toEqual([name, start]);
    }
  }
});

for (const [cases, controls] of [
  [0, 0],
  [0, 2],
  [1, 3],
  [39, 3],
] as const) {
  test(`a run that was killed after ${cases} cases and ${controls} controls renders in every format`, async () => {
    const place = path.join(await mkdtemp(path.join(tmpdir(), 'samlproof-cut-')), 'result.json');
    await writeResult(place, cutAt(cases, controls));
    const { result, missing } = await readResult(place);
    const files = await rendered(result);
    const page = textOf(files, 'report.html');
    for (const sentence of missing) {
      expect(page).toContain(sentence);
      expect(textOf(files, 'summary.md')).toContain(sentence.slice(0, 30));
    }
    expect(missing.join(' ')).toContain(`${40 - cases} of 40 planned cases have no verdict`);
    expect(missing.join(' ').includes('No control')).toBe(controls === 0);
    expect(textOf(files, 'result.sarif')).toContain('"executionSuccessful": false');
    const expected = cases === 0 ? 'cut short' : 'failed';
    expect(textOf(files, 'badge.svg')).toContain(expected);
    XmlDocument.fromString(textOf(files, 'junit.xml')).dispose();
  });
}

test('diff says with its exit code whether something broke, and writes every form', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'samlproof-diff-'));
  const [older, newer] = [path.join(folder, 'older.json'), path.join(folder, 'newer.json')];
  await writeResult(older, passingResult());
  await writeResult(newer, resultOf(sampleResult().cases.map((one) => ({ ...one, verdict: 'fail' }))));
  const output = path.join(folder, 'out');
  for (const [format, start] of [
    ['text', 'The catalogue'],
    ['markdown', '## SAML'],
    ['html', '<!doctype html>'],
    ['json', '{'],
  ] as const) {
    expect(await diffCommand(older, newer, { format, output })).toBe(1);
    expect(await diffCommand(newer, older, { format, output })).toBe(0);
    expect(await readFile(output, 'utf8')).toMatch(new RegExp(`^${start === 'The catalogue' ? 'Fixed' : start}`));
  }
  await writeFile(newer, '{"schemaVersion":2}');
  await expect(diffCommand(older, newer, { format: 'text' })).rejects.toMatchObject({ code: 'newer-version' });
});
