/** Many runs on one page: their history, and cases by targets. */

import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { historyCommand, matrixCommand } from '../../../cli/overviews.ts';
import { historyOf, type RecordedRun } from '../../../reports/history/history.ts';
import { renderHistoryHtml } from '../../../reports/history/html.ts';
import { trendOf } from '../../../reports/history/trend.ts';
import { renderMatrixHtml } from '../../../reports/matrix/html.ts';
import { matrixOf } from '../../../reports/matrix/matrix.ts';
import { type Result, writeResult } from '../../../reports/result.ts';
import { test, violations } from './pages.ts';
import { hostileResult, passingResult, resultOf, sampleResult } from './sample.ts';

/** The result as of this day, of this target. */
function on(day: string, result: Result, target = 'Contoso Notes'): RecordedRun {
  const run = { ...result.run, id: day, startedAt: `${day}T08:00:00.000Z` };
  const entityId = `https://sp.example/${encodeURIComponent(target)}`;
  return { result: { ...result, run, target: { ...result.target, name: target, entityId } }, report: null };
}

function repaired(): Result {
  return resultOf(
    sampleResult().cases.map((one) => (one.verdict === 'fail' ? { ...one, verdict: 'pass', outcome: 'refused' } : one)),
  );
}

const three = [
  on('2026-03-03', sampleResult()),
  on('2026-03-01', sampleResult()),
  on('2026-03-02', repaired()),
  on('2026-03-02', passingResult(), 'Fabrikam Forms'),
];

test('runs stand in order of time, one history a target, each compared with the one before', () => {
  const [contoso, fabrikam] = historyOf(three);
  expect(contoso?.runs.map(({ id, broken, fixed }) => [id, broken, fixed])).toEqual([
    ['2026-03-01', null, null],
    ['2026-03-02', 0, 5],
    ['2026-03-03', 5, 0],
  ]);
  expect(contoso?.runs.map(({ verdicts, exitCode }) => [verdicts.fail, exitCode])).toEqual([
    [5, 1],
    [0, 2],
    [5, 1],
  ]);
  expect(fabrikam).toMatchObject({ target: 'Fabrikam Forms', runs: [{ grade: 'A' }] });
});

test('the trend draws every run in the frame, and needs two', () => {
  const counts = { pass: 0, warn: 0, inconclusive: 0, 'not-applicable': 0 };
  expect(trendOf([{ day: 'a', verdicts: { ...counts, fail: 1 } }])).toBeNull();
  for (const most of [0, 1, 3, 7, 49, 999]) {
    const trend = trendOf(
      Array.from({ length: 40 }, (_, index) => ({
        day: `d${index}`,
        verdicts: { ...counts, fail: index === 20 ? most : 0 },
      })),
    );
    if (!trend) throw new Error('forty runs have a trend');
    const points = trend.lines.flatMap(({ dots }) => dots);
    expect(points).toHaveLength(120);
    for (const { x, y } of points) {
      expect(x).toBeGreaterThanOrEqual(trend.left);
      expect(x).toBeLessThanOrEqual(trend.right);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(trend.height);
    }
    expect(trend.ticks.length).toBeLessThanOrEqual(7);
    expect(trend.ticks.at(-1)?.value).toBeGreaterThanOrEqual(most);
    expect(trend.labels.length).toBeLessThanOrEqual(9);
  }
});

test('of each target the newest run is a column, and rows say where targets differ', () => {
  const { columns, rows } = matrixOf(three);
  expect(columns.map(({ target, startedAt }) => [target, startedAt.slice(0, 10)])).toEqual([
    ['Contoso Notes', '2026-03-03'],
    ['Fabrikam Forms', '2026-03-02'],
  ]);
  expect(rows).toHaveLength(40);
  const unasked = rows.find(({ id }) => id === 'signature/unsigned');
  expect(unasked?.cells.map((cell) => cell?.verdict)).toEqual(['fail', undefined]);
  expect(unasked?.differs).toBe(false);
  const other = matrixOf([on('2026-03-01', sampleResult()), on('2026-03-01', repaired(), 'Fabrikam')]);
  expect(other.rows.filter(({ differs }) => differs)).toHaveLength(5);
});

for (const [name, render] of [
  ['history', renderHistoryHtml],
  ['matrix', renderMatrixHtml],
] as const) {
  test(`the ${name} page is accessible, fits a narrow screen and needs no script`, async ({ openHtml }) => {
    const { page, incidents } = await openHtml(render(three), {
      colorScheme: 'dark',
      viewport: { width: 390, height: 800 },
    });
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await expect(page.getByText('Fabrikam Forms').first()).toBeVisible();
    expect(await page.locator('script').count()).toBe(0);
    expect(incidents).toEqual([]);
  });

  test(`hostile text on the ${name} page stays text`, async ({ openHtml }) => {
    const runs = [hostileResult(), sampleResult(), hostileResult()].map((result) => ({ result, report: null }));
    const { page, incidents, html } = await openHtml(render(runs));
    expect(incidents).toEqual([]);
    expect(await page.locator('script, iframe, img, object').count()).toBe(0);
    expect(html).not.toMatch(/(?!\s)[\p{Cc}\p{Cf}]/u);
  });
}

test('on disk: every result below the folders counts, reports are linked, broken files are left out', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'samlproof-overview-'));
  for (const { result } of three.slice(0, 3)) {
    const place = path.join(folder, 'runs', result.run.id);
    await mkdir(place, { recursive: true });
    await writeResult(path.join(place, 'result.json'), result);
  }
  await writeFile(path.join(folder, 'runs', '2026-03-01', 'report.html'), 'report');
  await mkdir(path.join(folder, 'runs', 'broken'));
  await writeFile(path.join(folder, 'runs', 'broken', 'result.json'), '{');
  const output = path.join(folder, 'page.html');
  await historyCommand([folder], { output });
  const history = await readFile(output, 'utf8');
  expect(history).toContain('href="./runs/2026-03-01/report.html"');
  expect(history).toContain('3 runs.');
  await matrixCommand([path.join(folder, 'runs', '2026-03-01')], { output });
  expect(await readFile(output, 'utf8')).toContain('report.html#signature/unsigned');
  await expect(historyCommand([path.join(folder, 'runs', 'broken')], { output })).rejects.toMatchObject({
    exitCode: 3,
  });
  await expect(historyCommand([path.join(folder, 'nowhere')], { output })).rejects.toMatchObject({ exitCode: 3 });
});
