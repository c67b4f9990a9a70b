/** What changed between two runs: fixed, broken, new, gone, changed. */

import { missingFrom } from '../file.ts';
import { gradeOf } from '../grade.ts';
import { worstFirst } from '../order.ts';
import type { CaseResult, Impact, Level, Outcome, Result, Verdict, VerdictCounts } from '../result.ts';
import { countsOf } from '../summarize.ts';
import { observed } from '../words.ts';

export const kinds = ['broken', 'fixed', 'changed', 'new', 'gone'] as const;
export type ChangeKind = (typeof kinds)[number];

/** One run's word on a case. */
export interface Side {
  verdict: Verdict;
  outcome: Outcome | null;
  identity: string | null;
  observed: string;
}

export interface Change {
  id: string;
  /** The id in the older run, when the case was renamed since. */
  formerId?: string;
  title: string;
  level: Level;
  impact: Impact;
  /** Null for a case that only the newer run has. */
  before: Side | null;
  /** Null for a case that only the older run has. */
  after: Side | null;
}

export interface RunFacts {
  id: string;
  startedAt: string;
  tool: string;
  target: string;
  entityId: string;
  verdicts: VerdictCounts;
  grade: string | null;
}

export interface Comparison {
  schemaVersion: 1;
  older: RunFacts;
  newer: RunFacts;
  /** What makes the two hard to compare, one sentence each. */
  doubts: string[];
  changes: Record<ChangeKind, Change[]>;
  /** Cases on which both runs say the same. */
  same: number;
}

function sideOf(one: CaseResult): Side {
  return { verdict: one.verdict, outcome: one.outcome, identity: one.identity, observed: observed(one) };
}

function factsOf(result: Result): RunFacts {
  return {
    id: result.run.id,
    startedAt: result.run.startedAt,
    tool: `${result.run.tool.name} ${result.run.tool.version}`,
    target: result.target.name,
    entityId: result.target.entityId,
    verdicts: countsOf(result.cases),
    grade: gradeOf(result).letter,
  };
}

function doubtsOf(older: Result, newer: Result): string[] {
  const doubts: string[] = [];
  const differ = (what: string, one: string, other: string): void => {
    if (one !== other) doubts.push(`The ${what} differs: ${one} before, ${other} now.`);
  };
  differ('target', older.target.entityId, newer.target.entityId);
  differ('driver', older.run.driver, newer.run.driver);
  if (older.target.profileDigest !== newer.target.profileDigest) doubts.push('The target profile was changed between.');
  if (older.run.catalogue.digest !== newer.run.catalogue.digest) doubts.push('The catalogue was changed between.');
  differ('selection', selection(older), selection(newer));
  for (const [name, result] of [
    ['older', older],
    ['newer', newer],
  ] as const) {
    const missing = missingFrom(result);
    if (missing.length > 0) doubts.push(`The ${name} run is not whole. ${missing.join(' ')}`);
  }
  return doubts;
}

function selection(result: Result): string {
  const picking = (result.run.switches ?? []).filter((one) => /^--(case|area|level|layer|shard)\b/.test(one));
  return picking.join(' ') || 'everything';
}

const bad: Verdict[] = ['warn', 'fail'];

/** Broken is what fails and did not, or warns and passed; an open case that turns out to fail is broken news, too. */
function kindOf(before: CaseResult, after: CaseResult): ChangeKind | null {
  if (bad.indexOf(after.verdict) > bad.indexOf(before.verdict)) {
    return after.verdict === 'fail' || before.verdict === 'pass' ? 'broken' : 'changed';
  }
  if (before.outcome !== after.outcome && after.outcome === 'signed-in-as-other' && after.verdict === 'fail') {
    return 'broken';
  }
  if (bad.includes(before.verdict) && (after.verdict === 'pass' || after.verdict === 'warn')) {
    return before.verdict === after.verdict ? sameOrChanged(before, after) : 'fixed';
  }
  return sameOrChanged(before, after);
}

function sameOrChanged(before: CaseResult, after: CaseResult): ChangeKind | null {
  return before.verdict === after.verdict && before.outcome === after.outcome ? null : 'changed';
}

function changeOf(before: CaseResult | null, after: CaseResult | null): Change {
  const one = after ?? before;
  if (one === null) throw new TypeError('A change needs a case on at least one side.');
  return {
    id: one.id,
    ...(before && after && before.id !== after.id ? { formerId: before.id } : {}),
    title: one.title,
    level: one.level,
    impact: one.impact,
    before: before && sideOf(before),
    after: after && sideOf(after),
  };
}

/** Renamed cases keep their id of the reference catalogue; together with the variant it finds them again. */
function lineage(one: CaseResult): string {
  return JSON.stringify([one.catalogueId, one.variant]);
}

/** The comparison of two runs. Each list is ordered by what the case says now, the worst first. */
export function compare(older: Result, newer: Result): Comparison {
  const byId = new Map(older.cases.map((one) => [one.id, one]));
  const now = new Set(newer.cases.map((one) => one.id));
  const left = older.cases.filter((one) => !now.has(one.id));
  const byLineage = new Map(left.map((one) => [lineage(one), one]));
  const changes: Comparison['changes'] = { broken: [], fixed: [], changed: [], new: [], gone: [] };
  const met = new Set<string>();
  let same = 0;
  for (const after of worstFirst(newer.cases)) {
    const before = byId.get(after.id) ?? byLineage.get(lineage(after));
    if (before === undefined || met.has(before.id)) {
      changes.new.push(changeOf(null, after));
      continue;
    }
    met.add(before.id);
    const kind = kindOf(before, after);
    if (kind === null) same += 1;
    else changes[kind].push(changeOf(before, after));
  }
  for (const before of worstFirst(left)) if (!met.has(before.id)) changes.gone.push(changeOf(before, null));
  return {
    schemaVersion: 1,
    older: factsOf(older),
    newer: factsOf(newer),
    doubts: doubtsOf(older, newer),
    changes,
    same,
  };
}
