/** The other formats: each says the same as result.json, and hostile text breaks none of them. */

import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { expect, test } from '@playwright/test';
import { renderBadge } from '../../../reports/badge.ts';
import { renderCsv } from '../../../reports/csv.ts';
import { renderJunit } from '../../../reports/junit.ts';
import { renderMarkdown } from '../../../reports/markdown.ts';
import { formats, renderReports } from '../../../reports/render.ts';
import { renderSarif } from '../../../reports/sarif.ts';
import type { CaseResult } from '../../../reports/result.ts';
import { summaryTable } from '../../../reports/summary-table.ts';
import { png } from './pages.ts';
import { hostileResult, largeResult, passingResult, sampleResult } from './sample.ts';

function parsed(xml: string): Document {
  const problems: string[] = [];
  const onProblem = (message: string): number => problems.push(message);
  const tree = new DOMParser({
    errorHandler: { warning: onProblem, error: onProblem, fatalError: onProblem },
  }).parseFromString(xml, 'text/xml');
  expect(problems).toEqual([]);
  return tree;
}

interface Sarif {
  version: string;
  runs: {
    tool: { driver: { rules: { id: string; help: { text: string }; helpUri?: string }[] } };
    results: { ruleId: string; ruleIndex: number; level: string; kind: string; suppressions?: unknown[] }[];
  }[];
}

test('every format is written where it was asked for, and nothing else', async () => {
  const dir = path.join(await mkdtemp(path.join(tmpdir(), 'samlproof-formats-')), 'deep', 'er');
  const source = await mkdtemp(path.join(tmpdir(), 'samlproof-source-'));
  await writeFile(path.join(source, 'shot.png'), png());
  const written = await renderReports(sampleResult('shot.png'), [...formats], dir, source);
  expect(written.map((file) => path.basename(file))).toEqual([
    'report.html',
    'result.json',
    'junit.xml',
    'result.sarif',
    'summary.md',
    'result.csv',
    'badge.svg',
  ]);
  expect((await readdir(dir)).sort()).toEqual([...written.map((file) => path.basename(file)), 'cases'].sort());
  expect(await readFile(path.join(dir, 'report.html'), 'utf8')).toContain('data:image/png;base64,');
});

test('JUnit counts as the result does', () => {
  for (const [result, failures, errors, skipped] of [
    [sampleResult(), 4, 1, 3],
    [passingResult(), 0, 0, 0],
  ] as const) {
    const suites = Array.from(parsed(renderJunit(result)).getElementsByTagName('testsuite'));
    const sum = (name: string): number => suites.reduce((all, suite) => all + Number(suite.getAttribute(name)), 0);
    expect([sum('tests'), sum('failures'), sum('errors'), sum('skipped')]).toEqual([
      result.cases.length,
      failures,
      errors,
      skipped,
    ]);
  }
});

test('JUnit stays well-formed and free of forbidden characters whatever the texts are', () => {
  const xml = renderJunit(hostileResult());
  expect(parsed(xml).getElementsByTagName('script').length).toBe(0);
  expect(xml).not.toMatch(/(?!\s)\p{Cc}|[\uFFFE\uFFFF]/u);
});

test('SARIF has a rule with help for every finding, and suppresses known failures', () => {
  const sarif = JSON.parse(renderSarif(sampleResult())) as Sarif;
  const run = sarif.runs[0];
  expect(sarif.version).toBe('2.1.0');
  expect(run?.results.map((one) => one.ruleId)).toHaveLength(8);
  for (const one of run?.results ?? []) {
    expect(run?.tool.driver.rules[one.ruleIndex]?.id).toBe(one.ruleId);
    // SARIF 2.1.0, section 3.27.10: a level other than none only with kind fail.
    expect(one.kind === 'fail').toBe(one.level !== 'none');
  }
  expect(run?.results.filter((one) => one.suppressions).map((one) => one.ruleId)).toEqual(['signature/unsigned']);
  expect(run?.tool.driver.rules[0]?.helpUri).toContain('https://nvd.nist.gov/');
  const hostile = JSON.parse(renderSarif(hostileResult())) as Sarif;
  for (const one of hostile.runs[0]?.tool.driver.rules ?? []) expect(one.helpUri ?? 'https://').toMatch(/^https?:/);
});

test('Markdown names every finding and keeps hostile text as text', () => {
  const text = renderMarkdown(sampleResult());
  expect(text).toContain('Security grade: **F**');
  expect(text).toContain('| 5 | 2 | 1 | 2 | 30 |');
  expect(text).toContain('`conditions/audience-wrong@prefix`');
  const hostile = renderMarkdown(hostileResult());
  expect(hostile.replace(/`[^`\n]*`/g, '')).not.toMatch(/(?<!\\)<|[^\\]\]\(|@[a-z]/);
  expect(hostile.split('\n').filter((line) => line.startsWith('| ✕'))).toHaveLength(5);
  expect(renderMarkdown(largeResult(500)).length).toBeLessThan(65_536);
});

test('CSV quotes every cell and starts none as a formula', () => {
  const result = sampleResult();
  const first = result.cases[0];
  if (first === undefined) throw new Error('the sample is empty');
  const lines = renderCsv({
    ...result,
    cases: [{ ...first, title: '=HYPERLINK("x")', reason: 'a "quoted", word' }],
  }).split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
  expect(lines[1]).toContain('"a ""quoted"", word"');
});

function words(svg: string): string | null {
  return parsed(svg).documentElement.getAttribute('aria-label');
}

test('the badge says the worst, in well-formed SVG', () => {
  expect(words(renderBadge(sampleResult()))).toBe('SAML: 5 failed');
  expect(words(renderBadge(passingResult()))).toBe('SAML: 30 passed');
  const { complete: _, ...rest } = passingResult();
  expect(words(renderBadge(rest))).toBe('SAML: cut short');
});

test('cases that are open for one and the same reason are told together', () => {
  const sample = sampleResult();
  const [one] = sample.cases;
  if (one === undefined) throw new Error('the sample has no case');
  const open = (count: number): string => {
    const cases = Array.from({ length: count }, (_, index): CaseResult => {
      return { ...one, id: `accept/open-${index}`, verdict: 'inconclusive', reason: 'The run ended.' };
    });
    return summaryTable({ ...sample, cases });
  };
  expect(open(40)).toContain('? 40 cases: The run ended.\n    accept/open-0, ');
  expect(open(40)).toContain(' and 35 more');
  expect(open(40).split('\n').length).toBeLessThan(20);
  expect(open(2)).toContain('accept/open-1  ');
});

test('the terminal table has no colour codes unless asked, and no escape sequences from the result', () => {
  const plain = summaryTable(sampleResult());
  expect(plain).toMatch(/total +30 +5 +2 +1 +2/);
  expect(plain).toContain('✕ parser/comment-nameid');
  expect(plain).not.toContain('\u001B');
  expect(summaryTable(hostileResult())).not.toContain('\u001B');
  expect(summaryTable(sampleResult(), { color: true })).toContain('\u001B[31m');
});
