/** Joins shards on disk: results, the files that they name, gate and reports. */

import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { joinShards } from '../reports/merge.ts';
import { renderReports } from '../reports/render.ts';
import { readResult, type Result, writeResult } from '../reports/result.ts';
import { summaryTable } from '../reports/summary-table.ts';
import { gateOf } from '../scenarios/judge.ts';
import type { MergeOptions } from './commands/merge.ts';
import { evidenceIn } from './evidence.ts';
import { exitCodes, UsageError } from './exit.ts';
import { formatsOf } from './formats.ts';
import { hasColour } from './progress.ts';

/** @returns the exit code that one machine's run would have had */
export async function mergeCommand(places: string[], options: MergeOptions): Promise<number> {
  const wanted = formatsOf(options.reporter);
  const read = await Promise.all(places.map((place) => readResult(place)));
  const out = path.resolve(options.out);
  for (const { file } of read) {
    if (path.dirname(path.resolve(file)) !== out) continue;
    throw new UsageError(`--out ${options.out} is the folder of a shard and would overwrite it; give another.`);
  }
  const files: { from: string; to: string }[] = [];
  const result = joinShards(
    read.map(({ result, file }) => ({ name: file, result })),
    (shard, old) => {
      const to = `shard-${shard + 1}/${old}`;
      const folder = path.resolve(path.dirname(read[shard]?.file ?? ''));
      const from = path.resolve(folder, old);
      // A result may come from a stranger: what it names outside of its folder is not copied.
      if (from.startsWith(folder + path.sep)) files.push({ from, to });
      return to;
    },
  );
  const exitCode = withGate(result);
  await mkdir(out, { recursive: true });
  await copyFiles(files, out);
  await writeResult(path.join(out, 'result.json'), result);
  const written = await renderReports(result, wanted, out);
  for (const { missing } of read) for (const sentence of missing) process.stderr.write(`${sentence}\n`);
  if (options.json) {
    const facts = { exitCode, gate: result.run.gate, summary: result.summary, files: written };
    process.stdout.write(`${JSON.stringify(facts)}\n`);
    return exitCode;
  }
  process.stdout.write(
    `${summaryTable(result, { color: hasColour(process.stdout), evidenceOf: evidenceIn(result, out, written) })}\n${result.run.gate?.reason ?? ''}\n`,
  );
  for (const place of [path.join(out, 'result.json'), ...written]) process.stdout.write(`  ${place}\n`);
  return exitCode;
}

/** The gate is decided anew over all cases, with the options that every shard was run with. */
function withGate(result: Result): number {
  const failOn = result.run.gate?.failOn ?? 'must';
  const gate = gateOf(result.cases, {
    failOn,
    strict: (result.run.switches ?? []).includes('--strict'),
    knownProblems: result.run.knownProblems ?? [],
  });
  const cut = result.complete !== true && gate.code === exitCodes.ok;
  const reason = cut ? 'Nothing failed that counts, but the shards are not a whole run.' : gate.why;
  const exitCode = cut ? exitCodes.inconclusive : gate.code;
  result.run.gate = { failOn, exitCode, reason };
  return exitCode;
}

/** What is gone by now is no reason to fail: the report says that the image is missing. */
async function copyFiles(files: { from: string; to: string }[], out: string): Promise<void> {
  for (const { from, to } of files) await cp(from, path.resolve(out, to)).catch(() => undefined);
}
