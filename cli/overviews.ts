/** Pages over many recorded runs: the history of targets, and cases by targets. */

import { readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecordedRun } from '../reports/history/history.ts';
import { renderHistoryHtml } from '../reports/history/html.ts';
import { renderMatrixHtml } from '../reports/matrix/html.ts';
import { readResult } from '../reports/result.ts';
import type { OverviewOptions } from './commands/history.ts';
import { UsageError } from './exit.ts';

export function historyCommand(places: string[], options: OverviewOptions): Promise<void> {
  return writePage(places, options.output, renderHistoryHtml);
}

export function matrixCommand(places: string[], options: OverviewOptions): Promise<void> {
  return writePage(places, options.output, renderMatrixHtml);
}

async function writePage(places: string[], output: string, render: (runs: RecordedRun[]) => string): Promise<void> {
  const runs = await runsIn(places, path.dirname(path.resolve(output)));
  await writeFile(output, render(runs));
  process.stdout.write(`${path.resolve(output)}\n`);
}

/** Every readable result in or below these places; the others are named on stderr. */
async function runsIn(places: string[], pageFolder: string): Promise<RecordedRun[]> {
  const files = new Set((await Promise.all(places.map(resultFiles))).flat());
  const runs: RecordedRun[] = [];
  for (const file of files) {
    try {
      const { result } = await readResult(file);
      runs.push({ result, report: await reportBeside(file, pageFolder) });
    } catch (error) {
      process.stderr.write(`Left out: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  if (runs.length > 0) return runs;
  throw new UsageError(`There is no result.json in or below ${places.join(', ')}; name the folders of finished runs.`);
}

async function resultFiles(place: string): Promise<string[]> {
  const found = await stat(place).catch(() => null);
  if (!found) throw new UsageError(`There is no ${place}; name folders of finished runs.`);
  if (!found.isDirectory()) return [path.resolve(place)];
  const entries = await readdir(place, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name === 'result.json' && !entry.parentPath.includes('node_modules'))
    .map((entry) => path.resolve(entry.parentPath, entry.name))
    .sort();
}

/** A relative address that cannot be taken for a scheme, whatever the folder is called. */
async function reportBeside(file: string, pageFolder: string): Promise<string | null> {
  const report = path.join(path.dirname(file), 'report.html');
  if (!(await stat(report).catch(() => null))) return null;
  const relative = path.relative(pageFolder, report).split(path.sep).map(encodeURIComponent).join('/');
  return relative.startsWith('..') ? relative : `./${relative}`;
}
