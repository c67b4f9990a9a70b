/** What the SP's developer gets beside the report: for every failed case a page that replays it and a test vector. */

import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CaseResult, Result } from '../result.ts';
import { renderReplay } from './replay.ts';
import { vectorOf } from './vector.ts';

/** The folder of a case below that of the report, with forward slashes; null for an id that is no harmless path. */
export function caseFolder(id: string): string | null {
  const segments = id.split('/');
  const harmless = segments.every((segment) => /^[\w@][\w.@-]{0,100}$/.test(segment) && !segment.endsWith('.'));
  return harmless && segments.length <= 4 ? `cases/${id}` : null;
}

/** Whether a case has files: it failed or was warned about, and its message was recorded whole. */
export function hasFiles(one: CaseResult, result: Result): boolean {
  const finding = one.verdict === 'fail' || one.verdict === 'warn';
  return finding && caseFolder(one.id) !== null && vectorOf(one, result) !== null;
}

async function put(place: string, text: string): Promise<void> {
  await writeFile(`${place}.${process.pid}.tmp`, text);
  await rename(`${place}.${process.pid}.tmp`, place);
}

/** Writes `cases/<id>/replay.html` and `vector.json` below `dir` and returns the folders written. */
export async function writeCaseFiles(result: Result, dir: string): Promise<string[]> {
  const written: string[] = [];
  for (const one of result.cases) {
    const folder = caseFolder(one.id);
    const vector = folder !== null && hasFiles(one, result) ? vectorOf(one, result) : null;
    if (folder === null || vector === null) continue;
    const place = path.join(dir, folder);
    await mkdir(place, { recursive: true });
    await put(path.join(place, 'vector.json'), `${JSON.stringify(vector, null, 1)}\n`);
    await put(path.join(place, 'replay.html'), renderReplay(vector, one));
    written.push(place);
  }
  return written;
}
