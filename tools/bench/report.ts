/** How long a report of 500 cases takes to open in a browser, from navigating to a filter that answers, and what it weighs. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from '@playwright/test';
import { renderHtml } from '../../reports/html/render.ts';
import type { CaseResult, Result } from '../../reports/result.ts';
import { summarize } from '../../reports/result.ts';
import { findBrowser, launchArguments } from '../../scenarios/browser-path.ts';
import { timedRun } from './sample.ts';

const cases = 500;
const openings = 5;

/** Forgets enough that a hundred and more of the cases fail: findings, not passed rows, are what a report is heavy with. */
const forgetful = ['signature-value', 'digest', 'audience', 'conditions-expired', 'single-subject', 'reference-parent'];

export async function benchReport(): Promise<Record<string, number>> {
  const forget = forgetful.flatMap((check) => ['--forget', check]);
  const { result } = await timedRun(['--driver', 'http', '--workers', '2', ...forget]);
  const html = renderHtml(stretched(result, cases), { caseFiles: true });
  const dir = await mkdtemp(path.join(tmpdir(), 'samlproof-bench-'));
  const file = path.join(dir, 'report.html');
  await writeFile(file, html);
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments() });
  try {
    await open(browser, file);
    const times: { elapsedMs: number; cpuMs: number }[] = [];
    for (let turn = 0; turn < openings; turn += 1) times.push(await open(browser, file));
    return {
      reportOpenMs: median(times.map(({ elapsedMs }) => elapsedMs)),
      // What the browser's processes worked, which a busy machine does not lengthen.
      reportOpenCpuMs: median(times.map(({ cpuMs }) => cpuMs)),
      reportMiB: Buffer.byteLength(html) / 1024 / 1024,
      reportFindings: result.summary.verdicts.fail + result.summary.verdicts.warn,
    };
  } finally {
    await browser.close();
    await rm(dir, { recursive: true, force: true });
  }
}

/** The recorded cases, again and again under other ids, until there are so many. */
function stretched(result: Result, count: number): Result {
  const all = Array.from({ length: count }, (_, index): CaseResult => {
    const one = result.cases[index % result.cases.length];
    if (one === undefined) throw new Error('the run has no cases');
    return index < result.cases.length ? one : { ...one, id: `${one.id}-${index}` };
  });
  return { ...result, cases: all, summary: summarize(all) };
}

function median(figures: number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;
}

/** Until a word typed into the search has left only what holds it. */
async function open(browser: Browser, file: string): Promise<{ elapsedMs: number; cpuMs: number }> {
  const page = await browser.newPage();
  const worked = await cpuMs(browser);
  const started = performance.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  // By its name: a search by role would have the whole accessibility tree computed, and measured.
  await page.locator('input[name=search]').fill('audience');
  await page.waitForFunction((total) => {
    const shown = [...document.querySelectorAll<HTMLElement>('[data-case]')].filter((one) => !one.hidden).length;
    return shown > 0 && shown < total;
  }, cases);
  const elapsedMs = performance.now() - started;
  const spent = (await cpuMs(browser)) - worked;
  await page.close();
  return { elapsedMs, cpuMs: spent };
}

/** What all processes of the browser have worked so far, milliseconds. */
async function cpuMs(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0);
}
