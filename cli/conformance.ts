/** A conformance run from the command line: selects, runs, judges, writes result.json as it goes, renders, says the exit code. */

import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { acceptEntries } from '../reports/accept.ts';
import { type FrozenCatalogue, parseFrozen } from '../reports/frozen.ts';
import { type Format, renderReports } from '../reports/render.ts';
import { type Result, writeResult } from '../reports/result.ts';
import { summaryTable } from '../reports/summary-table.ts';
import { loadCatalogue, selectCases } from '../scenarios/catalogue.ts';
import { likeliestCauses } from '../scenarios/doctor-advice.ts';
import { troubleOf } from '../scenarios/doctor.ts';
import { networkOf, type Network } from '../scenarios/drive/http-network.ts';
import { startHost } from '../scenarios/host.ts';
import { gateOf } from '../scenarios/judge.ts';
import { judged } from '../scenarios/run/collect.ts';
import { drivenCases, sliceOf } from '../scenarios/run/items.ts';
import { newRunId, type RunOutcome, runConformance } from '../scenarios/run/index.ts';
import { loadTarget, variantFactsOf } from '../scenarios/target.ts';
import type { RunOptions } from './commands/run.ts';
import { evidenceIn } from './evidence.ts';
import { count } from '../reports/words.ts';
import { exitCodes, UsageError } from './exit.ts';
import { formatsOf } from './formats.ts';
import { interruptible } from './interrupt.ts';
import { idpOptionsOf } from './options.ts';
import { hasColour, paint, type Progress, startProgress } from './progress.ts';
import { note, resultOf, type RunExtras, type Session } from './recording.ts';
import { version } from './version.ts';

/** Between two intermediate results: two seconds, and longer where writing one takes a noticeable part of that. */
const writePauseMs = 2_000;
const writeShare = 40;

/** @returns the exit code of contracts.md §2 */
export async function runCommand(options: RunOptions, extras: RunExtras = {}): Promise<number> {
  const wanted = formatsOf(options.reporter);
  const frozen = options.catalogue === undefined ? null : await frozenCatalogue(options.catalogue);
  const network = await networkOf(process.env, options.ca);
  const target = await loadTarget(options.target, { network });
  const catalogue = await loadCatalogue(variantFactsOf(target));
  const cases = selectCases(catalogue, {
    ...(options.case === undefined ? {} : { cases: options.case }),
    ...(options.area === undefined ? {} : { areas: options.area }),
    ...(options.level === undefined ? {} : { level: options.level }),
    ...(options.layer === undefined ? {} : { layers: options.layer }),
  });
  const shard = shardOf(options.shard);
  await makeOutputFolder(options.out);
  const host = await startHost({
    ...idpOptionsOf(options),
    target,
    catalogue,
    ...(options.canaryUrl === undefined ? {} : { canaryUrl: options.canaryUrl }),
  });
  const started = new Date();
  const session: Session = {
    options,
    extras,
    target,
    catalogue,
    cases,
    frozen,
    host,
    runId: newRunId(started),
    startedAt: started.toISOString(),
    controls: [],
    observations: new Map(),
    notes: [],
  };
  const progress = startProgress({
    cases: drivenCases(sliceOf(cases, shard), target, { resilience: options.resilience === true }),
    quiet: options.quiet === true,
    stream: process.stderr,
    now: () => Date.now(),
  });
  try {
    return await drive(session, network, shard, wanted, progress);
  } finally {
    progress.end();
    await host.close();
  }
}

async function drive(
  session: Session,
  network: Network,
  shard: { index: number; of: number } | undefined,
  wanted: Format[],
  progress: Progress,
): Promise<number> {
  const { options, target, host, cases } = session;
  const file = path.join(options.out, 'result.json');
  progress.say(
    `Testing ${target.name} (${target.sp.acsUrl}): ${count(cases.length, 'case')}, ${options.driver} driver.`,
  );
  let nextWrite = Date.now() + writePauseMs;
  const interrupt = interruptible(() =>
    progress.say('Stopping; what was verified so far is kept. Press Ctrl-C again to quit at once.'),
  );
  try {
    const outcome = await runConformance({
      target,
      cases,
      host,
      version: version(),
      out: options.out,
      runId: session.runId,
      driver: options.driver,
      network,
      switches: { resilience: options.resilience === true },
      screenshots: options.screenshots,
      headed: options.headed === true,
      trace: options.trace === true,
      signal: interrupt.signal,
      say: progress.say,
      ...(options.workers === undefined ? {} : { workers: options.workers }),
      ...(shard === undefined ? {} : { shard }),
      onBegin: ({ id }) => progress.begin(id),
      onObservation: async (item, observation) => {
        note(session, item, observation, progress);
        // A killed run leaves what was verified so far; writing more often than this costs more than it saves.
        if (Date.now() < nextWrite) return;
        nextWrite = Number.POSITIVE_INFINITY;
        const began = Date.now();
        await writeResult(file, resultOf(session, null, session.cases).result);
        nextWrite = Date.now() + Math.max(writePauseMs, writeShare * (Date.now() - began));
      },
    });
    session.cases = outcome.cases;
    if (outcome.stopped !== null) session.notes.push(`The run ended early: ${outcome.stopped}.`, ...causesOf(outcome));
    const { result, problems } = resultOf(session, outcome, outcome.cases);
    const gate = gateOf(
      result.cases.filter((one) => one.new !== true),
      {
        failOn: options.failOn,
        strict: options.strict === true,
        knownProblems: problems,
      },
    );
    const exitCode = outcome.stopped !== null && gate.code === 0 ? exitCodes.inconclusive : gate.code;
    result.run.gate = { failOn: options.failOn, exitCode, reason: gate.why };
    result.run.knownProblems = problems;
    if (!interrupt.signal.aborted) result.complete = true;
    await writeResult(file, result);
    const written = await renderReports(result, wanted, options.out);
    progress.end();
    conclude(session, result, written, exitCode);
    return exitCode;
  } finally {
    interrupt.stop();
  }
}

/** When not even the subject's honest sign-in works: where it ended, and the three likeliest causes. */
function causesOf({ controls }: RunOutcome): string[] {
  const [first] = controls;
  const exchange = first === undefined ? undefined : judged(first.observation);
  if (first?.plan.name !== 'subject' || exchange === undefined || exchange.protectedPage?.signedIn === true) return [];
  const url = exchange.failure?.url ?? exchange.protectedPage?.finalUrl;
  return [
    ...(url ? [`Last URL: ${url}`] : []),
    ...(exchange.screenshot === null ? [] : [`Screenshot: ${exchange.screenshot}`]),
    ...likeliestCauses('honest sign-in', troubleOf(exchange)).map(
      (cause, index) => `Likely cause ${index + 1}: ${cause}`,
    ),
  ];
}

function conclude(session: Session, result: Result, written: string[], exitCode: number): void {
  const { options } = session;
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ exitCode, gate: result.run.gate, summary: result.summary, files: written })}\n`,
    );
    return;
  }
  const out = process.stdout;
  out.write(
    `\n${summaryTable(result, { color: hasColour(out), evidenceOf: evidenceIn(result, options.out, written) })}\n`,
  );
  for (const sentence of session.notes) out.write(`${paint('yellow', sentence, out)}\n`);
  if (options.accept) out.write(`${acceptEntries(result) || 'Nothing is left to accept.'}\n`);
  out.write(`${result.run.gate?.reason ?? ''}\n`);
  for (const place of written) out.write(`  ${path.resolve(place)}\n`);
}

/** By its name, from this package, or from a file. */
async function frozenCatalogue(name: string): Promise<FrozenCatalogue> {
  const isFile = name.includes('/') || name.endsWith('.json');
  const packaged = [
    new URL(`../catalogues/${name}.json`, import.meta.url),
    new URL(`../../catalogues/${name}.json`, import.meta.url),
  ];
  for (const place of isFile ? [name] : packaged) {
    const text = await readFile(place, 'utf8').catch(() => null);
    if (text !== null) return parseFrozen(text, name);
  }
  throw new UsageError(`There is no catalogue «${name}»; give the name of a frozen one (catalogues/) or a file.`);
}

function shardOf(text: string | undefined): { index: number; of: number } | undefined {
  if (text === undefined) return undefined;
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (index === undefined || shard.index < 1 || shard.index > shard.of) {
    throw new UsageError(`Expected --shard I/N with 1 <= I <= N, such as 1/4; found «${text}».`);
  }
  return shard;
}

async function makeOutputFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new UsageError(
      `The output folder ${folder} cannot be made: ${(cause as Error).message}. Give another with --out.`,
      {
        cause,
      },
    );
  }
}
