/** Reads and writes result.json; a reader never sees half a file. */

import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withoutSecretsDeep } from './redact/secrets.ts';
import type { Result } from './result.types.ts';
import { parseResult, ResultError, validateResult } from './validate.ts';

/** A result, and what is missing from it when the run was cut short (one sentence each; empty when it is whole). */
export interface ReadResult {
  result: Result;
  missing: string[];
  /** The file that was read: `place` itself, or the result.json in it. */
  file: string;
}

/** What a result that was cut short lacks; an empty list for a complete one. */
export function missingFrom(result: Result): string[] {
  if (result.complete === true) return [];
  const missing = ['The run was cut short: the file has no closing mark.'];
  const unreached = (result.run.planned ?? result.cases.length) - result.cases.length;
  if (unreached > 0) missing.push(`${unreached} of ${result.run.planned} planned cases have no verdict.`);
  if (result.controls.length === 0) missing.push('No control was recorded, so no refusal can be relied on.');
  if (result.run.finishedAt === null) missing.push('The time of its end is unknown.');
  return missing;
}

/**
 * Reads a result.json, or the one in a folder.
 * @throws ResultError `unreadable`, `not-json`, `newer-version` or `invalid`.
 */
export async function readResult(place: string): Promise<ReadResult> {
  let file = place;
  let text: string;
  try {
    if ((await stat(place)).isDirectory()) file = path.join(place, 'result.json');
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ResultError('unreadable', `There is no readable result at ${file}; name a result.json or its folder.`, {
      cause,
    });
  }
  const result = parseResult(text, file);
  return { result, missing: missingFrom(result), file };
}

/**
 * The text of result.json, without anything that looks like a secret.
 * @throws ResultError `invalid` when the result breaks the schema.
 */
export function resultText(result: Result): string {
  const errors = validateResult(result);
  if (errors.length > 0) {
    throw new ResultError('invalid', `The result breaks its own schema: ${errors.slice(0, 10).join('; ')}.`, {
      errors,
    });
  }
  // `complete` last, whatever the order in memory: a text that was cut by a full disk must not look whole.
  const { complete, ...rest } = withoutSecretsDeep(result);
  return `${JSON.stringify(complete === true ? { ...rest, complete } : rest, null, 1)}\n`;
}

/**
 * Writes a result.json whole: beside it first, then renamed, so that a reader sees the old file or the new one.
 * @throws ResultError `invalid` (nothing is written) or `unwritable`.
 */
export async function writeResult(file: string, result: Result): Promise<void> {
  const text = resultText(result);
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(beside, text);
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ResultError('unwritable', `Cannot write ${file}: ${why}`, { cause });
  }
}
