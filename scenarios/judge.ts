/** The judge: what a case asked, what was seen, and what honest sign-ins did give a verdict. A pure table (architecture.md §5). */

import { applicabilityOf } from './applicability.ts';
import type { Case, InspectionFinding, Level } from './case.ts';
import type { Controls } from './judge-controls.ts';
import {
  aftermathDoubt,
  calibrationDoubt,
  canaryDoubt,
  clockDoubt,
  preparationDoubt,
  twinDoubt,
} from './judge-doubts.ts';
import { expectedIdentity, isMasked, type ExpectedIdentity } from './judge-identity.ts';
import { inspectionOf } from './judge-inspection.ts';
import { isLogout, logoutDoubt, logoutDuty, logoutOutcomeOf, wantedAfterLogout } from './judge-logout.ts';
import { positionOf, underPolicy } from './judge-policy.ts';
import type { ExchangeFacts, Observation } from './observation.ts';
import { namesNobody, outcomeOf, type Outcome, type OutcomeOf } from './outcome.ts';
import type { Target } from './target.ts';
import { sent, unkept } from './judge-words.ts';
import { twinOf } from './twins.ts';

export { gateOf, type GateOptions } from './judge-gate.ts';
export { controlsOf, type Controls } from './judge-controls.ts';

export type Verdict = 'pass' | 'fail' | 'warn' | 'inconclusive' | 'not-applicable';

export interface Judgement {
  verdict: Verdict;
  /** Null for an inspection, and for a case that was not driven. */
  outcome: Outcome | null;
  identity: string | null;
  /** Plain sentences: what was sent, what the service provider did, who was shown. */
  reason: string;
  remark: string | null;
  findings: InspectionFinding[];
  /** Name of the honest twin that it was held against. */
  control: string;
}

/**
 * The verdict over one case.
 * @param observation null when the run ended before the case was reached, or the case needs no exchange of its own
 */
export function judge(written: Case, observation: Observation | null, controls: Controls, target: Target): Judgement {
  const one = underPolicy(written, target);
  const control = twinOf(one, target).name;
  const position = positionOf(written, target);
  const decided = decide(one, control, observation, controls, target);
  const remark = [decided.remark, position].filter(Boolean).join(' ') || null;
  return { outcome: null, identity: null, findings: [], control, ...decided, remark };
}

type Decision = Pick<Judgement, 'verdict' | 'reason'> & Partial<Judgement>;

function decide(
  one: Case,
  control: string,
  observation: Observation | null,
  controls: Controls,
  target: Target,
): Decision {
  const applicable = applicabilityOf(one, target, controls.switches);
  if (applicable.kind === 'not-applicable') {
    return { verdict: 'not-applicable', reason: sentence(`Not asked: ${applicable.reason}`) };
  }
  if (applicable.kind === 'unanswerable') return inconclusive(`Cannot be answered: ${applicable.reason}`);
  const [hit] = observation?.canaryHits ?? [];
  if (hit !== undefined) {
    return {
      verdict: 'fail',
      reason: `${sent(one)} A reference in it was followed to the outside: ${hit}.`,
    };
  }
  if (observation && observation.harnessError !== null) {
    return inconclusive(
      `The test harness itself failed, the service provider is not to blame: ${observation.harnessError}`,
    );
  }
  if (one.expect === 'inspect') return fromInspection(one, control, observation, controls, target);
  if (!observation) return inconclusive('There is no observation: the run ended before this case was done');
  const seen = fromExchanges(one, control, observation, controls, target);
  const { canaryUnseen } = observation;
  if (seen.verdict !== 'pass' || canaryUnseen === undefined) return seen;
  return { ...seen, ...inconclusive(`${seen.reason} That proves nothing: ${canaryDoubt(canaryUnseen)}`) };
}

function fromInspection(
  one: Case,
  control: string,
  observation: Observation | null,
  controls: Controls,
  target: Target,
): Decision {
  const seen = inspectionOf(one, observation, controls, target);
  if ('problem' in seen) return inconclusive(seen.problem);
  const { findings } = seen;
  const found = findings.map((finding) => finding.message).join('; ');
  const decision = findings.length
    ? missed(one.level, sentence(`Looked at, and found: ${found}`))
    : { verdict: 'pass' as const, reason: 'Looked at, and nothing is wrong with it.' };
  // Whoever refuses everybody leaves nothing behind that could be wrong.
  const doubt = decision.verdict === 'pass' ? twinDoubt(control, observation, controls) : null;
  const decided = doubt === null ? decision : inconclusive(`${decision.reason} That proves nothing: ${doubt}`);
  return findings.length ? { ...decided, findings } : decided;
}

function fromExchanges(
  one: Case,
  control: string,
  observation: Observation,
  controls: Controls,
  target: Target,
): Decision {
  const expected = expectedIdentity(one, observation, controls, target);
  const judged = observation.exchanges.filter((exchange) => exchange.role === 'judged');
  if (judged.length === 0) return inconclusive(`Nothing was judged: ${lastFailure(observation)}`);
  const outcomes = judged.map((exchange) => outcomeIn(one, exchange, expected, observation, controls, target));
  const decisions = tolerated(one, outcomes).map((outcome) => ({
    ...fromOutcome(one, control, outcome, expected, observation, controls, target),
    outcome: outcome.outcome,
    identity: outcome.identity,
  }));
  // Judged exchanges of one case are one question: the worst answer counts.
  const severity: Verdict[] = ['fail', 'inconclusive', 'warn', 'pass'];
  return decisions.reduce((worst, next) =>
    severity.indexOf(next.verdict) < severity.indexOf(worst.verdict) ? next : worst,
  );
}

function outcomeIn(
  one: Case,
  exchange: ExchangeFacts,
  expected: ExpectedIdentity,
  observation: Observation,
  controls: Controls,
  target: Target,
): OutcomeOf {
  const outcome = isLogout(one) ? logoutOutcomeOf : outcomeOf;
  return outcome(exchange, {
    ...expectationOf(one, exchange, expected, controls, target),
    recovered: observation.recovered,
    namelessCounts: one.expect === 'reject' && !isLogout(one) && controls.rejection !== undefined,
    workedBefore: one.procedure?.kind === 'afterHostile',
  });
}

/** Whom this exchange must show: where both people sign in at the same time, each themselves. */
function expectationOf(
  one: Case,
  { transcript }: ExchangeFacts,
  expected: ExpectedIdentity,
  { calibration }: Controls,
  { users }: Target,
): { identities: string[] | null; victim: string | null } {
  const swapped = one.procedure?.kind === 'together' && transcript?.user === users.victim;
  if (swapped) return { identities: calibration.victim === null ? [] : [calibration.victim], victim: null };
  return { identities: 'identities' in expected ? expected.identities : null, victim: calibration.victim };
}

/** Of posts at the same instant one may be the first: it is no replay (Profiles 4.1.4.5). */
function tolerated(one: Case, outcomes: OutcomeOf[]): OutcomeOf[] {
  if (one.procedure?.kind !== 'concurrent' || one.expect !== 'reject') return outcomes;
  const first = outcomes.findIndex(({ outcome }) => outcome === 'signed-in');
  if (first < 0) return outcomes;
  const others = outcomes.filter((_, index) => index !== first);
  const reason = 'opened one session, however often the answer was posted';
  return others.length > 0 ? others : [{ outcome: 'refused', identity: null, reason }];
}

function fromOutcome(
  one: Case,
  control: string,
  { outcome, identity, reason }: OutcomeOf,
  expected: ExpectedIdentity,
  observation: Observation,
  controls: Controls,
  target: Target,
): Decision {
  const dropped = outcome === 'refused' && one.expect === 'accept' ? unkept(observation) : '';
  const said = `${sent(one)} The service provider ${reason}.${dropped}`;
  const { calibration } = controls;
  const asVictim = identity !== null && identity === calibration.victim && one.shape?.user !== 'victim';
  // A name like the victim's is masked like the victim's: then the page cannot tell the two apart.
  const alike = 'problem' in expected && (isMasked(identity) || one.identity === 'not the victim');
  const proven = calibration.problem === null && outcome === 'signed-in-as-other' && asVictim && !alike;
  // The one name is as much asserted as the other: whoever takes either guesses, and has not been lied to.
  const guessed = proven && one.expect === 'either' && one.defects?.includes('claim-ambiguous') === true;
  if (guessed) return missed(one.level, `${said} The message names two people, and it took one of them for both.`);
  if (proven) return { verdict: 'fail', reason: `${said} The impersonation is proven by the name on the page.` };

  const doubt =
    twinDoubt(control, observation, controls) ??
    preparationDoubt(one, observation) ??
    logoutDoubt(one, observation, outcome) ??
    calibrationDoubt(one, outcome, calibration.problem, target) ??
    ('problem' in expected && (outcome === 'signed-in' || alike) ? expected.problem : null) ??
    clockDoubt(one, outcome, controls.clockOffsetSeconds) ??
    aftermathDoubt(one, control, outcome, observation, controls);
  if (doubt !== null) return inconclusive(`${said} That proves nothing: ${doubt}`);

  // Whom a blank name did not name, a claim did: an illegal message was taken, and nobody else let in by it.
  const named = outcome === 'signed-in' && !namesNobody(identity) && one.defects?.includes('name-id-empty');
  if (named && one.expect === 'reject') {
    return missed('should', `${said} It names the person by a claim, so the blank NameID let in nobody else.`);
  }
  return fromTable(one, outcome, said);
}

/** The table itself. */
function fromTable(one: Case, outcome: Outcome, said: string): Decision {
  if (outcome === 'unclear') return inconclusive(said);
  if (outcome === 'signed-in-as-other') {
    return { verdict: 'fail', reason: `${said} Nobody but the person asserted may be signed in.` };
  }
  if (outcome === 'broken') return missed(one.level, said);
  const wanted = isLogout(one)
    ? wantedAfterLogout[one.expect]
    : { accept: 'signed-in', reject: 'refused' }[one.expect as string];
  if (wanted !== undefined && wanted !== outcome) return missed(one.level, `${said} ${duty(one)}`);
  const remarkable = wanted === undefined && outcome === 'signed-in';
  const remark = 'A session was opened, for the right person; refusing would have been right as well.';
  return { verdict: 'pass', reason: said, ...(remarkable ? { remark } : {}) };
}

function missed(level: Level, reason: string): Decision {
  if (level === 'must') return { verdict: 'fail', reason };
  if (level === 'should') return { verdict: 'warn', reason };
  return { verdict: 'pass', reason, remark: 'Allowed, but not what the text recommends.' };
}

function lastFailure(observation: Observation): string {
  const failed = observation.exchanges.findLast((exchange) => exchange.failure)?.failure;
  return failed ? `step ${failed.step} failed: ${failed.message}` : 'the driver reported no exchange to judge';
}

function duty(one: Case): string {
  const verb = { must: 'must', should: 'should', may: 'may' }[one.level];
  if (isLogout(one)) return `It ${verb} ${logoutDuty[one.expect] ?? ''}.`;
  return one.expect === 'accept' ? `It ${verb} accept this.` : `It ${verb} refuse this.`;
}

function inconclusive(reason: string): Decision {
  return { verdict: 'inconclusive', reason: sentence(reason) };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
