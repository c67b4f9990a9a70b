/** Joins the results of shards into the result that one machine would have written. */

import { joinedClaims } from './merge-claims.ts';
import type { CaseResult, Evidence, Result } from './result.ts';
import { summarize } from './summarize.ts';

/** Results that do not belong together; the message names what differs. Exit code 3. */
export class MergeError extends Error {
  readonly code = 'SP_MERGE';
  readonly exitCode = 3;
}

/** A shard and what messages call it: its path. */
export interface Shard {
  name: string;
  result: Result;
}

const mustAgree: [what: string, read: (result: Result) => string][] = [
  ['catalogue', ({ run }) => run.catalogue.digest],
  ['frozen catalogue', ({ run }) => run.catalogue.name ?? 'none'],
  ['version of samlproof', ({ run }) => `${run.tool.name} ${run.tool.version}`],
  ['driver', ({ run }) => run.driver],
  ['target', ({ target }) => target.entityId],
  ['ACS URL', ({ target }) => target.acsUrl],
  ['target profile', ({ target }) => target.profileDigest],
  ['gate', ({ run }) => `--fail-on ${run.gate?.failOn ?? 'must'}`],
  ['selection', ({ run }) => withoutShard(run.switches ?? []).join(' ')],
];

function withoutShard(switches: string[]): string[] {
  return switches.filter((one) => !one.startsWith('--shard'));
}

function placeOf({ run }: Result): { index: number; of: number } | null {
  const found = (run.switches ?? []).map((one) => /^--shard[ =](\d+)\/(\d+)$/.exec(one)).find(Boolean);
  return found ? { index: Number(found[1]), of: Number(found[2]) } : null;
}

function refuseMismatch(shards: Shard[]): void {
  const [first, ...others] = shards;
  if (!first) throw new MergeError('There is nothing to merge: name the folders of at least two shards.');
  for (const other of others) {
    for (const [what, read] of mustAgree) {
      const [mine, theirs] = [read(first.result), read(other.result)];
      if (mine === theirs) continue;
      throw new MergeError(
        `These are not shards of one run. The ${what} differs: ${first.name} has ${mine || 'everything'}, ${other.name} has ${theirs || 'everything'}. Run every shard with the same samlproof, profile and options.`,
      );
    }
  }
  const owners = new Map<string, string>();
  for (const { name, result } of shards) {
    for (const { id } of result.cases) {
      const owner = owners.get(id);
      if (owner !== undefined) {
        throw new MergeError(
          `Case ${id} is in ${owner} and in ${name}: the same shard was given twice, or two whole runs. Give each --shard once.`,
        );
      }
      owners.set(id, name);
    }
  }
}

/** Shards deal the cases out like cards, so taking one of each in turn restores the order of the catalogue. */
function dealtBack(hands: CaseResult[][]): CaseResult[] {
  const longest = Math.max(0, ...hands.map((hand) => hand.length));
  return Array.from({ length: longest }, (_, turn) => hands.flatMap((hand) => hand.slice(turn, turn + 1))).flat();
}

function missingShards(shards: Shard[]): string[] {
  const places = shards.map(({ result }) => placeOf(result)).filter((place) => place !== null);
  const of = places[0]?.of;
  if (of === undefined || places.length < shards.length) return [];
  const absent = Array.from({ length: of }, (_, index) => index + 1).filter(
    (index) => !places.some((place) => place.index === index && place.of === of),
  );
  return absent.map((index) => `Shard ${index}/${of} is missing: its cases have no verdict.`);
}

function moved(evidence: Evidence[], path: (old: string) => string): Evidence[] {
  return evidence.map((piece) => (piece.path === undefined ? piece : { ...piece, path: path(piece.path) }));
}

type Problems = NonNullable<Result['run']['knownProblems']>;

/** An entry names a case, or a row with all its variants. */
function covers(entry: string, id: string): boolean {
  return id === entry || id.split('@')[0] === entry;
}

/** A row that passes on one machine and fails on another is no stale entry: its entry covers both. */
function joinedProblems(shards: Shard[], cases: CaseResult[]): Problems {
  const all = shards.flatMap(({ result }) => result.run.knownProblems ?? []);
  const distinct = [...new Map(all.map((one) => [JSON.stringify([one.case, one.kind]), one])).values()];
  return distinct.filter(
    (problem) =>
      problem.kind !== 'passing' ||
      !cases.some((one) => covers(problem.case, one.id) && (one.verdict === 'fail' || one.verdict === 'warn')),
  );
}

/**
 * The result of all shards together; the gate is left out, because its options are the command line's. `moveTo` says where a
 * file of a shard (by its position in `shards`) lies now.
 * @throws MergeError when catalogue, target, profile, driver, version or options differ, or a case stands in two shards.
 */
export function joinShards(shards: Shard[], moveTo: (shard: number, path: string) => string): Result {
  refuseMismatch(shards);
  const ordered = shards
    .map((shard, position) => ({ ...shard, position, index: placeOf(shard.result)?.index ?? position }))
    .sort((one, other) => one.index - other.index);
  const first = ordered[0]?.result;
  if (!first) throw new MergeError('There is nothing to merge: name the folders of at least two shards.');
  const missing = missingShards(shards);
  const cases = dealtBack(
    ordered.map(({ result, position }) =>
      result.cases.map((one) => ({ ...one, evidence: moved(one.evidence, (path) => moveTo(position, path)) })),
    ),
  );
  const controls = ordered.flatMap(({ result, position }) =>
    result.controls.map((one) =>
      one.evidence === undefined ? one : { ...one, evidence: moved(one.evidence, (path) => moveTo(position, path)) },
    ),
  );
  const runs = ordered.map(({ result }) => result.run);
  const ends = runs.flatMap(({ finishedAt }) => finishedAt ?? []);
  const { complete: _, claims: ___, ...rest } = first;
  const claims = joinedClaims(ordered.flatMap(({ result }) => result.claims ?? []));
  const { gate: __, ...run } = first.run;
  const problems = joinedProblems(shards, cases);
  const whole = missing.length === 0 && ordered.every(({ result }) => result.complete === true);
  return {
    ...rest,
    run: {
      ...run,
      id: runs.length === 1 ? run.id : `${run.id}+${runs.length - 1}`,
      startedAt: runs.map(({ startedAt }) => startedAt).sort()[0] ?? run.startedAt,
      finishedAt: ends.length < runs.length ? null : (ends.sort().at(-1) ?? null),
      workers: runs.reduce((sum, { workers }) => sum + workers, 0),
      planned: ordered.reduce((sum, { result }) => sum + (result.run.planned ?? result.cases.length), 0),
      switches: withoutShard(run.switches ?? []),
      notes: [...new Set([...missing, ...runs.flatMap(({ notes }) => notes ?? [])])],
      ...(problems.length > 0 ? { knownProblems: problems } : {}),
    },
    controls: controls.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)),
    cases,
    summary: summarize(cases),
    ...(claims === undefined ? {} : { claims }),
    ...(whole ? { complete: true } : {}),
  };
}
