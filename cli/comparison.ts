/** Compares two recorded runs. */

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compare, type Comparison } from '../reports/compare/comparison.ts';
import { renderComparisonHtml } from '../reports/compare/html.ts';
import { renderComparisonMarkdown } from '../reports/compare/markdown.ts';
import { renderComparisonText } from '../reports/compare/text.ts';
import { readResult } from '../reports/result.ts';
import type { DiffOptions } from './commands/diff.ts';
import { exitCodes } from './exit.ts';
import { hasColour } from './progress.ts';

const renderers: Record<DiffOptions['format'], (comparison: Comparison, color: boolean) => string> = {
  text: renderComparisonText,
  markdown: renderComparisonMarkdown,
  html: renderComparisonHtml,
  json: (comparison) => JSON.stringify(comparison, null, 1),
};

/** @returns 1 if something broke, else 0 */
export async function diffCommand(older: string, newer: string, options: DiffOptions): Promise<number> {
  const comparison = compare((await readResult(older)).result, (await readResult(newer)).result);
  const color = options.output === undefined && hasColour(process.stdout);
  const text = `${renderers[options.format](comparison, color).trimEnd()}\n`;
  if (options.output === undefined) process.stdout.write(text);
  else {
    await writeFile(options.output, text);
    process.stdout.write(`${path.resolve(options.output)}\n`);
  }
  return comparison.changes.broken.length > 0 ? exitCodes.conformance : exitCodes.ok;
}
