/** Writes a result in every format asked for. */

import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withoutSecretsDeep } from './redact/secrets.ts';
import type { Result } from './result.ts';

export const formats = ['html', 'json', 'junit', 'sarif', 'markdown', 'csv', 'badge'] as const;
export type Format = (typeof formats)[number];

interface Rendering {
  file: string;
  text: string;
}

// Loaded when asked for: a run that wants JUnit alone does not pay for Handlebars.
const renderers: Record<Format, (result: Result, baseDir: string) => Promise<Rendering>> = {
  html: async (result, baseDir) => ({
    file: 'report.html',
    text: (await import('./html/render.ts')).renderHtml(result, { baseDir, caseFiles: true }),
  }),
  json: async (result) => ({ file: 'result.json', text: (await import('./file.ts')).resultText(result) }),
  junit: async (result) => ({ file: 'junit.xml', text: (await import('./junit.ts')).renderJunit(result) }),
  sarif: async (result) => ({ file: 'result.sarif', text: (await import('./sarif.ts')).renderSarif(result) }),
  markdown: async (result) => ({ file: 'summary.md', text: (await import('./markdown.ts')).renderMarkdown(result) }),
  csv: async (result) => ({ file: 'result.csv', text: (await import('./csv.ts')).renderCsv(result) }),
  badge: async (result) => ({ file: 'badge.svg', text: (await import('./badge.ts')).renderBadge(result) }),
};

/**
 * Writes these formats to `dir` (made if absent) and returns the paths, in the order asked. With HTML go the files of
 * `cases/`, for the developer of the service provider. Images are read from `baseDir`,
 * the folder of result.json; by default `dir` itself. Each file is written beside its place first, then renamed.
 */
export async function renderReports(
  result: Result,
  wanted: Format[],
  dir: string,
  baseDir: string = dir,
): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  const safe = withoutSecretsDeep(result);
  const written: string[] = [];
  for (const format of wanted) {
    const { file, text } = await renderers[format](safe, baseDir);
    const place = path.join(dir, file);
    await writeFile(`${place}.${process.pid}.tmp`, text);
    await rename(`${place}.${process.pid}.tmp`, place);
    if (format === 'html') await (await import('./cases/files.ts')).writeCaseFiles(safe, dir);
    written.push(place);
  }
  return written;
}
