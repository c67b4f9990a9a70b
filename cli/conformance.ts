/** A conformance run from the command line: selects, runs, judges, writes result.json as it goes, renders, says the exit code. */

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Format, formats, renderReports } from '../reports/render.ts';
import { type Result, summarize, writeResult } from '../reports/result.ts';
import { summaryTable } from '../reports/summary-table.ts';
import { type Case } from '../scenarios/case.ts';
import { type Catalogue, loadCatalogue, selectCases } from '../scenarios/catalogue.ts';
import { startHost, type RunHost } from '../scenarios/host.ts';
import { controlsOf, gateOf, judge } from '../scenarios/judge.ts';
import { likeliestCauses } from '../scenarios/doctor-advice.ts';
import { troubleOf } from '../scenarios/doctor.ts';
import type { KnownProblem } from '../scenarios/known-failures.ts';
import type { Observation } from '../scenarios/observation.ts';
import { caseResultsOf, controlResultsOf, targetInfoOf } from '../scenarios/result-of.ts';
import { judged } from '../scenarios/run/collect.ts';
import { newRunId, type RunItem, type RunOutcome, runConformance } from '../scenarios/run/index.ts';
import { loadTarget, type Target, variantFactsOf } from '../scenarios/target.ts';
import type { RunOptions } from './commands/run.ts';
import { exitCodes, UsageError } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { idpOptionsOf } from './options.ts';
import { paint, type Progress, startProgress } from './progress.ts';
import { version } from './version.ts';

/** What the demo adds to a run. */
export interface RunExtras {
  /** How a sample SP is configured, for the report. */
  sampleOptions?: Record<string, string>;
}

/** Between two intermediate results. */
const writePauseMs = 2_000;

interface Session {
  options: RunOptions;
  extras: RunExtras;
  target: Target;
  catalogue: Catalogue;
  cases: Case[];
  host: RunHost;
  runId: string;
  startedAt: string;
  controls: RunOutcome['controls'];
  observations: Map<string, Observation>;
  /** Sentences about the whole run. */
  notes: string[];
}

/** @returns the exit code of contracts.md §2 */
export async function runCommand(options: RunOptions, extras: RunExtras = {}): Promise<number> {
  const wanted = formatsOf(options.reporter);
  const target = await loadTarget(options.target);
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
    host,
    runId: newRunId(started),
    startedAt: started.toISOString(),
    controls: [],
    observations: new Map(),
    notes: [],
  };
  const progress = startProgress(cases.length, options.quiet === true, process.stderr, () => Date.now());
  try {
    return await drive(session, shard, wanted, progress);
  } finally {
    progress.end();
    await host.close();
  }
}

async function drive(
  session: Session,
  shard: { index: number; of: number } | undefined,
  wanted: Format[],
  progress: Progress,
): Promise<number> {
  const { options, target, host, cases } = session;
  const file = path.join(options.out, 'result.json');
  progress.say(`Testing ${target.name} (${target.sp.acsUrl}): ${cases.length} cases, ${options.driver} driver.`);
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
      switches: { resilience: options.resilience === true },
      screenshots: options.screenshots,
      headed: options.headed === true,
      trace: options.trace === true,
      signal: interrupt.signal,
      say: progress.say,
      ...(options.workers === undefined ? {} : { workers: options.workers }),
      ...(shard === undefined ? {} : { shard }),
      onObservation: async (item, observation) => {
        note(session, item, observation, progress);
        // A killed run leaves what was verified so far; writing more often than this costs more than it saves.
        if (Date.now() < nextWrite) return;
        nextWrite = Number.POSITIVE_INFINITY;
        await writeResult(file, resultOf(session, null, session.cases).result);
        nextWrite = Date.now() + writePauseMs;
      },
    });
    session.cases = outcome.cases;
    if (outcome.stopped !== null) session.notes.push(`The run ended early: ${outcome.stopped}.`, ...causesOf(outcome));
    const { result, problems } = resultOf(session, outcome, outcome.cases);
    const gate = gateOf(result.cases, {
      failOn: options.failOn,
      strict: options.strict === true,
      knownProblems: problems,
    });
    const exitCode = outcome.stopped !== null && gate.code === 0 ? exitCodes.inconclusive : gate.code;
    result.run.gate = { failOn: options.failOn, exitCode, reason: gate.why };
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

/** Judges what has just been seen, for the progress line only; the verdicts of the report are made at the end, with every control. */
function note(session: Session, item: RunItem, observation: Observation, progress: Progress): void {
  const { target, cases, observations, controls } = session;
  if (item.control !== null) {
    controls.push({ plan: item.control, observation });
    return;
  }
  observations.set(item.id, observation);
  const one = cases.find(({ id }) => id === item.id);
  if (one === undefined) return;
  const { verdict, reason } = judge(one, observation, controlsFor(session), target);
  progress.tick(one.id, verdict, reason);
}

function controlsFor(session: Session): ReturnType<typeof controlsOf> {
  const { target, host, options, controls } = session;
  return controlsOf(controls, target, {
    ssoUrl: host.idp.ssoUrl,
    metadataFindings: target.sp.metadata?.findings ?? [],
    switches: { resilience: options.resilience === true },
  });
}

function resultOf(
  session: Session,
  outcome: RunOutcome | null,
  cases: Case[],
): { result: Result; problems: KnownProblem[] } {
  const { target, catalogue, options, host, observations } = session;
  const controls = controlsFor(session);
  const judged = caseResultsOf({
    target,
    controls,
    observations,
    // While the run goes on only what was seen is written; at its end every case has a verdict.
    cases: outcome === null ? cases.filter(({ id }) => observations.has(id)) : cases,
    catalogueIds: catalogue.cases.map(({ id }) => id),
    now: new Date(),
  });
  const result: Result = {
    schemaVersion: 1,
    run: {
      id: session.runId,
      startedAt: session.startedAt,
      finishedAt: outcome?.finishedAt ?? null,
      tool: { name: 'samlproof', version: version() },
      driver: options.driver,
      workers: outcome?.workers ?? options.workers ?? target.limits.workers,
      catalogue: { digest: catalogue.digest, cases: catalogue.cases.length },
      idp: { baseUrl: host.idp.baseUrl, entityId: host.idp.entityId },
      planned: cases.length,
      switches: switchesOf(options),
      rerun: `npx samlproof run --target ${options.target} --driver ${options.driver}`,
      notes: session.notes,
    },
    target: {
      ...targetInfoOf(target, controls.clockOffsetSeconds),
      ...(session.extras.sampleOptions === undefined ? {} : { sampleOptions: session.extras.sampleOptions }),
    },
    controls: controlResultsOf(controls, target),
    cases: judged.cases,
    summary: summarize(judged.cases),
  };
  return { result, problems: judged.knownProblems };
}

function switchesOf(options: RunOptions): string[] {
  return [
    ...(options.case ?? []).map((glob) => `--case ${glob}`),
    ...(options.area ?? []).map((area) => `--area ${area}`),
    ...(options.level === undefined ? [] : [`--level ${options.level}`]),
    ...(options.layer ?? []).map((layer) => `--layer ${layer}`),
    ...(options.shard === undefined ? [] : [`--shard ${options.shard}`]),
    ...(options.strict ? ['--strict'] : []),
    ...(options.resilience ? ['--resilience'] : []),
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
  out.write(`\n${summaryTable(result)}\n`);
  for (const sentence of session.notes) out.write(`${paint('yellow', sentence, out)}\n`);
  out.write(`${result.run.gate?.reason ?? ''}\n`);
  for (const place of written) out.write(`  ${path.resolve(place)}\n`);
}

function formatsOf(list: string[] | undefined): Format[] {
  const wanted = list ?? ['html'];
  const unknown = wanted.filter((name) => !(formats as readonly string[]).includes(name));
  if (unknown.length > 0) {
    throw new UsageError(`There is no reporter «${unknown.join('», «')}»; known are ${formats.join(', ')}.`);
  }
  // result.json is always written.
  return wanted.filter((name) => name !== 'json') as Format[];
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
