/** What a run has seen so far, and the result that it amounts to. */

import { type FrozenCatalogue, scoredBy } from '../reports/frozen.ts';
import { redact } from '../reports/redact/redact.ts';
import { type Result, summarize } from '../reports/result.ts';
import type { Case } from '../scenarios/case.ts';
import type { Catalogue } from '../scenarios/catalogue.ts';
import { claimsOf } from '../scenarios/claims-of-run.ts';
import type { RunHost } from '../scenarios/host.ts';
import { idpSwitchesOf } from '../scenarios/idp-switches.ts';
import { controlsOf, judge } from '../scenarios/judge.ts';
import type { KnownProblem } from '../scenarios/known-failures.ts';
import type { Observation } from '../scenarios/observation.ts';
import { caseResultsOf, controlResultsOf, targetInfoOf } from '../scenarios/result-of.ts';
import type { RunItem, RunOutcome } from '../scenarios/run/index.ts';
import type { Target } from '../scenarios/target.ts';
import type { RunOptions } from './commands/run.ts';
import type { Progress } from './progress.ts';
import { version } from './version.ts';

/** What the demo adds to a run. */
export interface RunExtras {
  /** How a sample SP is configured, for the report. */
  sampleOptions?: Record<string, string>;
}

export interface Session {
  options: RunOptions;
  extras: RunExtras;
  target: Target;
  catalogue: Catalogue;
  cases: Case[];
  /** Scores only the cases of an earlier catalogue. */
  frozen: FrozenCatalogue | null;
  host: RunHost;
  runId: string;
  startedAt: string;
  controls: RunOutcome['controls'];
  observations: Map<string, Observation>;
  /** Sentences about the whole run. */
  notes: string[];
}

/** Judges what has just been seen, for the progress line only; the verdicts of the report are made at the end, with every control. */
export function note(session: Session, item: RunItem, observation: Observation, progress: Progress): void {
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

export function resultOf(
  session: Session,
  outcome: RunOutcome | null,
  cases: Case[],
): { result: Result; problems: KnownProblem[] } {
  const { target, catalogue, options, host, observations } = session;
  const controls = controlsFor(session);
  const claims = claimsOf(controls, target);
  const ids = catalogue.cases.map(({ id }) => id);
  const judged = caseResultsOf({
    target,
    controls,
    observations,
    // While the run goes on only what was seen is written; at its end every case has a verdict.
    cases: outcome === null ? cases.filter(({ id }) => observations.has(id)) : cases,
    catalogueIds: ids,
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
      idp: {
        baseUrl: host.idp.baseUrl,
        entityId: host.idp.entityId,
        switches: idpSwitchesOf(host.idp, target.sp.entityId),
      },
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
    ...(claims === undefined ? {} : { claims }),
  };
  const scored = session.frozen === null ? result : scoredBy(result, session.frozen, ids);
  return { result: options.redact ? redact(scored) : scored, problems: judged.knownProblems };
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
    ...(options.catalogue === undefined ? [] : [`--catalogue ${options.catalogue}`]),
    ...(options.redact ? ['--redact'] : []),
  ];
}
