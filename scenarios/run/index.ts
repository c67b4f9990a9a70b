/** A conformance run: preflight, controls, cases; hands on every observation and ends early where nothing more can be learned. */

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { RunSwitches } from '../applicability.ts';
import type { Case } from '../case.ts';
import { patientSettling, type Driver, type Settling } from '../drive/driver.ts';
import { networkOf, type Network } from '../drive/http-network.ts';
import type { RunHost } from '../host.ts';
import type { Observation } from '../observation.ts';
import type { Target } from '../target.ts';
import { controlsFor, type ControlPlan } from '../twins.ts';
import { noteCanary, noteLateHits } from './canary-hits.ts';
import { workThrough, type Hear } from './engine.ts';
import { drivenCases, orderItems, sliceOf, type RunItem } from './items.ts';
import { browserLaunch, openDriver } from './open-driver.ts';
import { preflight } from './preflight.ts';
import { answersNoHonestSignIn, whyNotSignedIn } from './vital-signs.ts';

export type { RunItem } from './items.ts';

export interface RunOptions {
  target: Target;
  /** The selected cases, in the order of the report. */
  cases: Case[];
  host: RunHost;
  driver: 'browser' | 'http';
  /** Version of samlproof, for the User-Agent. */
  version: string;
  /** Output folder; screenshots go below it. */
  out: string;
  runId?: string;
  /** Exchanges at a time; default `limits.workers` of the profile. */
  workers?: number;
  /** Default: what the environment says. */
  network?: Network;
  shard?: { index: number; of: number };
  /** Default true. */
  screenshots?: boolean;
  headed?: boolean;
  trace?: boolean;
  switches?: RunSwitches;
  /** Aborting ends the run in order; what was observed stays. */
  signal?: AbortSignal;
  say?: (sentence: string) => void;
  /** A worker begins with this one. */
  onBegin?: (item: RunItem) => void;
  /** Awaited, one at a time: judge, write result.json, show progress. */
  onObservation?: (item: RunItem, observation: Observation) => void | Promise<void>;
}

export interface RunOutcome {
  runId: string;
  startedAt: string;
  finishedAt: string;
  driver: 'browser' | 'http';
  workers: number;
  /** Cases of this shard: what the report lists. */
  cases: Case[];
  controls: { plan: ControlPlan; observation: Observation }[];
  /** By case id; a case without one was not reached, not applicable, or needs none. */
  observations: Map<string, Observation>;
  settling: Settling;
  /** Why the run ended before its last item; null when it did not. */
  stopped: string | null;
  idp: { baseUrl: string; entityId: string };
}

/** An id that says when, and is unlike every other: `20261122T104500Z-3f9c`. */
export function newRunId(now: Date, random: (bytes: number) => Buffer = randomBytes): string {
  return `${now.toISOString().replace(/[-:]|\.\d+/g, '')}-${random(2).toString('hex')}`;
}

/**
 * Runs the cases. What the SP does never throws.
 * @throws {NeedsBrowserError} http driver and a start page that needs script; exit code 3
 * @throws {NoBrowserError} exit code 4
 */
export async function runConformance(options: RunOptions): Promise<RunOutcome> {
  const { target, host, signal } = options;
  const started = new Date();
  const runId = options.runId ?? newRunId(started);
  const workers = options.workers ?? target.limits.workers;
  const cases = sliceOf(options.cases, options.shard);
  const record = recordOf(options);
  const stopped = await work(options, cases, `samlproof/${options.version} run/${runId}`, workers, record);
  await noteLateHits([...record.observations.values()], host.canary);
  return {
    runId,
    startedAt: started.toISOString(),
    finishedAt: new Date().toISOString(),
    driver: options.driver,
    workers,
    cases,
    controls: record.controls,
    observations: record.observations,
    settling: record.settling,
    stopped: stopped ?? record.stopped ?? (signal?.aborted === true ? 'interrupted' : null),
    idp: { baseUrl: host.idp.baseUrl, entityId: host.idp.entityId },
  };
}

/** What is known so far; it grows while the run goes on. */
interface Record {
  controls: RunOutcome['controls'];
  observations: RunOutcome['observations'];
  settling: Settling;
  stopped: string | null;
  hear: Hear;
}

function recordOf({ host, onObservation }: RunOptions): Record {
  let unanswered = 0;
  const record: Record = {
    controls: [],
    observations: new Map(),
    settling: patientSettling,
    stopped: null,
    hear: async (item, observation) => {
      noteCanary(observation, host.canary);
      if (item.control === null) record.observations.set(item.id, observation);
      else record.controls.push({ plan: item.control, observation });
      await onObservation?.(item, observation);
      const isControl = item.control !== null;
      unanswered = answersNoHonestSignIn(isControl, observation) ? unanswered + 1 : 0;
      // Once may be the case's own doing, and a shape that the SP does not know is no breakdown.
      if (unanswered >= 2 || (unanswered === 1 && item.control?.name === 'subject')) {
        record.stopped ??= `the service provider no longer answers an honest sign-in: ${whyNotSignedIn(observation)}`;
      }
      return record.stopped === null;
    },
  };
  return record;
}

/** Resolves to why the run ended early, or null. */
async function work(
  options: RunOptions,
  cases: Case[],
  userAgent: string,
  workers: number,
  record: Record,
): Promise<string | null> {
  const { target, host, signal, out, onBegin, headed = false, trace = false, screenshots = true } = options;
  const say = options.say ?? ((): void => undefined);
  const driven = drivenCases(cases, target, options.switches ?? { resilience: false });
  const [subject, victim, ...shapes] = controlsFor(driven, target);
  const people = { subject: host.profileFor('subject'), victim: host.profileFor('victim') };
  const network = options.network ?? (await networkOf());
  const common = { idp: host.port, profiles: people, out, screenshots, network };
  const browser = options.driver === 'browser' ? await browserLaunch(headed, say, network, host) : null;
  const traceDir = trace ? join(out, 'traces') : null;
  const loadEverything = headed || trace;
  const driver = await openDriver({ browser, idp: host.idp, userAgent, loadEverything, network, traceDir });
  const cheaper = browser === null ? null : await requestDriverFor(driven, host, userAgent, network);
  try {
    const plans = [subject, victim].filter((plan) => plan !== undefined);
    const before = await preflight(plans, target, driver, host.idp.baseUrl, common, record.hear);
    record.settling = before.settling;
    if (before.stopped !== null || record.stopped !== null || signal?.aborted === true) return before.stopped;
    const { settling, profiles } = before;
    const context = { ...common, profiles, driver, settling, ...(cheaper === null ? {} : { requestDriver: cheaper }) };
    // No item has more than about twelve steps, twice tried; one that hangs beyond that is our own fault.
    const itemTimeoutMs = 24 * target.limits.stepSeconds * 1000 + 60_000;
    const how = { workers, itemTimeoutMs, signal, onBegin };
    await workThrough(orderItems(shapes, driven, target), context, record.hear, how);
    return null;
  } finally {
    await cheaper?.close();
    await driver.close();
  }
}

/** For sign-ins that are only started: no browser is needed for those. Loaded only where some case asks for them. */
async function requestDriverFor(
  driven: Case[],
  { idp }: RunHost,
  userAgent: string,
  network: Network,
): Promise<Driver | null> {
  if (!driven.some(({ procedure }) => procedure?.kind === 'collectRequests')) return null;
  return await openDriver({ browser: null, idp, userAgent, loadEverything: false, network });
}
