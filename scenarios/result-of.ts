/** Turns what was seen and judged into the objects of result.json (contracts.md §3). */

import type { CaseResult, ControlResult, Exchange, TargetInfo } from '../reports/result.ts';
import type { Case } from './case.ts';
import { judge, type Controls, type Judgement } from './judge.ts';
import { evidenceOfCase, evidenceOfControl, withoutSecrets } from './result-evidence.ts';
import { fixOf } from './fixes.ts';
import { knownFailures, type Known, type KnownProblem } from './known-failures.ts';
import { underPolicy } from './judge-policy.ts';
import type { ExchangeFacts, Observation } from './observation.ts';
import { outcomeOf } from './outcome.ts';
import type { Target } from './target.ts';

/** What is judged together: the cases of a run, in the order of the report. */
export interface JudgedRun {
  cases: Case[];
  /** By case id; a case without one was not reached, or needs none. */
  observations: ReadonlyMap<string, Observation>;
  controls: Controls;
  target: Target;
  /** Ids of the whole catalogue, for known failures outside of the selection. */
  catalogueIds: string[];
  /** The moment of judging. */
  now: Date;
}

/** Judges every case; the same facts always give the same results. */
export function caseResultsOf(run: JudgedRun): { cases: CaseResult[]; knownProblems: KnownProblem[] } {
  const controls = withRejection(run);
  const judged = run.cases.map((one) => {
    const observation = run.observations.get(one.id) ?? null;
    return { one, observation, judgement: judge(one, observation, controls, run.target) };
  });
  const { known, problems } = knownFailures(
    run.target.knownFailures,
    judged.map(({ one, judgement }) => ({ id: one.id, verdict: judgement.verdict })),
    run.catalogueIds,
    run.now,
  );
  return {
    cases: judged.map(({ one, observation, judgement }) =>
      caseResultOf(underPolicy(one, run.target), observation, judgement, known.get(one.id) ?? null, run.target),
    ),
    knownProblems: problems,
  };
}

/** Inspections of rejections look at a hostile answer of the same run that the SP refused. */
function withRejection({ cases, observations, controls }: JudgedRun): Controls {
  if (controls.rejection) return controls;
  for (const one of cases) {
    if (one.expect !== 'reject' || !one.mutation || one.procedure) continue;
    const exchange = observations.get(one.id)?.exchanges.findLast(({ role }) => role === 'judged');
    if (exchange?.acs && outcomeOf(exchange, { identities: [] }).outcome === 'refused') {
      return { ...controls, rejection: exchange };
    }
  }
  return controls;
}

/** One case as the report shows it. */
export function caseResultOf(
  one: Case,
  observation: Observation | null,
  judgement: Judgement,
  known: Known | null,
  target: Pick<Target, 'secrets'>,
): CaseResult {
  const { id, variant, catalogueId, area, title, level, layer, impact, expect, why, spec } = one;
  const forgets = [one.forgets ?? []].flat();
  const fix = fixOf(one);
  const result: CaseResult = {
    id,
    variant,
    catalogueId,
    area,
    title,
    level,
    layer,
    impact,
    expect,
    why,
    spec,
    outcome: judgement.outcome,
    identity: judgement.identity,
    verdict: judgement.verdict,
    reason: judgement.reason,
    remark: judgement.remark,
    known,
    // A run tries again only what was broken or unclear; if the retry says otherwise, the SP is not steady.
    flaky: (observation?.attempts ?? 1) > 1 && judgement.outcome !== 'broken' && judgement.outcome !== 'unclear',
    durationMs: observation?.durationMs ?? 0,
    exchanges: (observation?.exchanges ?? []).map(exchangeOf),
    evidence: observation ? evidenceOfCase(one, observation, target.secrets) : [],
    expected: (one.procedure?.kind === 'logout' ? logoutExpectations[expect] : undefined) ?? expectations[expect],
    findings: judgement.findings,
    control: judgement.control,
    attempts: observation?.attempts ?? 0,
    ...(forgets.length ? { forgets } : {}),
    ...(fix === undefined ? {} : { fix }),
  };
  return withoutSecrets(result, target.secrets);
}

const expectations: Record<Case['expect'], string> = {
  accept: 'It signs the person in, as exactly the person asserted.',
  reject: 'It refuses: nobody is signed in afterwards.',
  either: 'It refuses, or signs in the right person; nobody else.',
  inspect: 'What it sends or shows has nothing wrong with it.',
};

const logoutExpectations: Partial<Record<Case['expect'], string>> = {
  accept: 'It ends the session: nobody is signed in afterwards.',
  reject: 'It leaves the session alone: the person is still signed in.',
};

function exchangeOf(facts: ExchangeFacts): Exchange {
  const { role, what, reachedIdp, protectedPage: page, failure, durationMs } = facts;
  return {
    role,
    what,
    reachedIdp,
    signedIn: page?.signedIn ?? null,
    identity: page?.identity ?? null,
    status: page?.status ?? null,
    finalUrl: page?.finalUrl ?? null,
    failure: failure ? `Step ${failure.step}: ${failure.message}` : null,
    durationMs,
  };
}

/** The controls as the report shows them, in order of time. */
export function controlResultsOf(controls: Controls, target: Pick<Target, 'secrets'>): ControlResult[] {
  const results = controls.records.map((record): ControlResult => ({
    name: record.name,
    shape: record.shape,
    at: record.at,
    outcome: record.outcome,
    shown: record.shown,
    durationMs: record.durationMs,
    round: record.round,
    declared: record.declared,
    ...(record.outcome === 'signed-in' ? {} : { reason: `The service provider ${record.reason}.` }),
    evidence: evidenceOfControl(record.observation, target.secrets),
  }));
  return withoutSecrets(results, target.secrets);
}

/** The target as the report names it. */
export function targetInfoOf(target: Target, clockOffsetSeconds: number | null): TargetInfo {
  const info: TargetInfo = {
    name: target.name,
    entityId: target.sp.entityId,
    acsUrl: target.sp.acsUrl,
    profileDigest: target.profileDigest,
    capabilities: target.capabilities,
    clockOffsetSeconds,
    startUrl: target.signIn.startUrl,
    protectedPage: target.protectedPage.url,
    clockSkewSeconds: target.clockSkewSeconds,
    ...(target.authorization === undefined ? {} : { authorization: target.authorization }),
  };
  return withoutSecrets(info, target.secrets);
}
