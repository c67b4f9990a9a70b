/** What the honest sign-ins of a run say: whether each shape is accepted, what the SP shows for whom, and how far its clock is off. */

import type { ResponsePlan } from '../idp/protocol/types.ts';
import { declaresShape, type RunSwitches } from './applicability.ts';
import type { ExchangeFacts, Observation } from './observation.ts';
import { outcomeOf, quote, type Outcome } from './outcome.ts';
import type { Target } from './target.ts';
import type { ControlPlan } from './twins.ts';

/** One honest sign-in as it went. */
export interface Control extends ControlPlan {
  at: string;
  outcome: Outcome;
  shown: string | null;
  /** A clause that continues «the service provider …». */
  reason: string;
  durationMs: number;
  /** Which repetition of the same control, from 0. */
  round: number;
  /** False when the target does not claim to support the shape. */
  declared: boolean;
  observation: Observation;
}

/** Everything of a run, beside its own observation, that a case is judged by. */
export interface Controls {
  /** In order of time. */
  records: Control[];
  calibration: Calibration;
  /** The SP's clock minus ours; null when it could not be read. */
  clockOffsetSeconds: number | null;
  /** Where requests should be addressed to. */
  ssoUrl: string;
  /** Findings of the schema over the SP's metadata. */
  metadataFindings: { code: string; message: string }[];
  /** A hostile answer that the SP refused. */
  rejection?: ExchangeFacts;
  switches: RunSwitches;
}

/** What the SP shows for the two people; `problem` says why that tells nobody apart. */
export interface Calibration {
  subject: string | null;
  victim: string | null;
  problem: string | null;
}

/** What a run knows beside the observations of its controls. */
export type ControlContext = Partial<Omit<Controls, 'records' | 'calibration' | 'clockOffsetSeconds'>>;

/** Reads the controls of a run, in any order. */
export function controlsOf(
  observed: { plan: ControlPlan; observation: Observation }[],
  target: Target,
  context: ControlContext = {},
): Controls {
  const records: Control[] = [];
  const inTime = [...observed].sort((a, b) => (a.observation.startedAt < b.observation.startedAt ? -1 : 1));
  const shown: Record<string, string | null> = {};
  // Calibration first: a shape's control is right only when it shows the same person as the subject's own sign-in.
  for (const name of ['subject', 'victim']) {
    const first = inTime.find(({ plan }) => plan.name === name);
    shown[name] = first ? judgedOutcome(first.observation, null).identity : null;
  }
  for (const { plan, observation } of inTime) {
    const known = shown[plan.shape.user ?? 'subject'];
    const result = judgedOutcome(observation, known ? [known] : null);
    records.push({
      ...plan,
      at: observation.startedAt,
      outcome: result.outcome,
      shown: result.identity,
      reason: result.reason,
      durationMs: observation.durationMs,
      round: records.filter((record) => record.name === plan.name).length,
      declared: declaresShape(plan.shape, target),
      observation,
    });
  }
  return {
    records,
    calibration: calibrationOf(shown['subject'] ?? null, shown['victim'] ?? null, records),
    clockOffsetSeconds: clockOffsetOf(inTime.map(({ observation }) => observation)),
    ssoUrl: context.ssoUrl ?? '',
    metadataFindings: context.metadataFindings ?? target.sp.metadata?.findings ?? [],
    ...(context.rejection ? { rejection: context.rejection } : {}),
    switches: context.switches ?? { resilience: false },
  };
}

/** The exchange that a control or a one-exchange case is about. */
export function judgedExchange(observation: Observation): ExchangeFacts | undefined {
  return observation.exchanges.findLast((exchange) => exchange.role === 'judged');
}

/** The plan of the last answer under this observation; undefined when nothing was answered. */
export function sentPlan(observation: Observation | undefined): ResponsePlan | undefined {
  const answers = observation?.exchanges.flatMap((exchange) => exchange.transcript?.answers ?? []);
  return answers?.at(-1)?.plan;
}

function judgedOutcome(
  observation: Observation,
  identities: string[] | null,
): { outcome: Outcome; identity: string | null; reason: string } {
  if (observation.harnessError !== null) {
    return {
      outcome: 'unclear',
      identity: null,
      reason: `was not asked, the harness failed: ${observation.harnessError}`,
    };
  }
  const exchange = judgedExchange(observation);
  return exchange
    ? outcomeOf(exchange, { identities })
    : { outcome: 'unclear', identity: null, reason: 'was not asked' };
}

function calibrationOf(subject: string | null, victim: string | null, records: Control[]): Calibration {
  // Shown at a later honest sign-in of the same person. The other person's name there is no restless page but a finding.
  const later = records.find(({ name, round, shown }) => name === 'subject' && round > 0 && shown && shown !== subject);
  const restless = later !== undefined && later.shown !== victim;
  const problem = !subject
    ? 'the SP shows no identity for the subject'
    : !victim
      ? 'the SP shows no identity for the victim'
      : subject === victim
        ? `the SP shows ${quote(subject)} for the subject and for the victim alike`
        : restless
          ? `the SP shows ${quote(subject)} at one sign-in of the subject and ${quote(later.shown ?? '')} at another`
          : null;
  return { subject: subject || null, victim: victim || null, problem };
}

/**
 * The SP's clock minus ours, seconds: the median over the controls' requests (IssueInstant against receipt)
 * and over Date headers where the driver noted the moment of receipt.
 */
export function clockOffsetOf(observations: Observation[]): number | null {
  const exchanges = observations.flatMap((observation) => observation.exchanges);
  const requests = exchanges.flatMap((exchange) => exchange.transcript?.requests ?? []);
  const offsets = [
    ...requests.map((received) => Date.parse(received.request.issueInstant ?? '') - Date.parse(received.at)),
    ...exchanges
      .flatMap((exchange) => exchange.trail)
      .map((step) => Date.parse(step.date ?? '') - Date.parse(step.at ?? '')),
  ]
    .filter((offset) => !Number.isNaN(offset))
    .sort((a, b) => a - b);
  const middle = offsets[Math.floor(offsets.length / 2)];
  return middle === undefined ? null : Math.round(middle / 100) / 10;
}
