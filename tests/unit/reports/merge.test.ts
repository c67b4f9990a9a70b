/** Shards joined are the run that one machine would have made. */

import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { mergeCommand } from '../../../cli/merging.ts';
import { joinShards, type Shard } from '../../../reports/merge.ts';
import {
  parseResult,
  type ClaimEntry,
  type Claims,
  type Result,
  summarize,
  writeResult,
} from '../../../reports/result.ts';
import { gateOf } from '../../../scenarios/judge.ts';
import { png } from './pages.ts';
import { sampleResult } from './sample.ts';

function whole(): Result {
  const result = sampleResult('shots/page.png');
  const gate = gateOf(result.cases, { failOn: 'must', strict: false });
  return { ...result, run: { ...result.run, gate: { failOn: 'must', exitCode: gate.code, reason: gate.why } } };
}

/** What `--shard index/of` leaves of a run: the driver deals the cases out like cards. */
function shardOf(result: Result, index: number, of: number): Shard {
  const cases = result.cases.filter((_, position) => position % of === index - 1);
  const run = { ...result.run, id: `shard-${index}`, planned: cases.length, switches: [`--shard ${index}/${of}`] };
  return { name: `shard ${index}`, result: { ...result, run, cases, summary: summarize(cases) } };
}

function shards(of: number): Shard[] {
  return Array.from({ length: of }, (_, index) => shardOf(whole(), index + 1, of));
}

const stay = (_: number, place: string): string => place;

for (const of of [1, 2, 3, 7]) {
  test(`${of} shards, in whatever order, give the cases and counts of one run`, () => {
    const joined = joinShards(shards(of).toReversed(), stay);
    expect(joined.cases).toEqual(whole().cases);
    expect(joined.summary).toEqual(whole().summary);
    expect(joined.run.planned).toBe(whole().cases.length);
    expect(joined.controls).toHaveLength(whole().controls.length * of);
    expect(joined.complete).toBe(true);
  });
}

test('a missing or a cut shard leaves the run open, and is named', () => {
  const [first, , third] = shards(3);
  if (!first || !third) throw new Error('there are three');
  const joined = joinShards([first, third], stay);
  expect(joined.complete).toBeUndefined();
  expect(joined.run.notes).toContain('Shard 2/3 is missing: its cases have no verdict.');
  const { complete: _, ...cut } = first.result;
  const [, second] = shards(2);
  const other = shardOf(whole(), 1, 2);
  expect(second && joinShards([{ ...other, result: { ...other.result } }, second], stay).complete).toBe(true);
  const open = { ...cut, run: { ...cut.run, finishedAt: null } };
  const [, b, c] = shards(3);
  const parts = [{ name: 'cut', result: open }, ...[b, c].filter((one) => one !== undefined)];
  expect(joinShards(parts, stay)).toMatchObject({ run: { finishedAt: null } });
  expect(joinShards(parts, stay).complete).toBeUndefined();
});

for (const [what, change] of [
  ['catalogue', (result: Result) => (result.run.catalogue.digest = 'other')],
  ['target', (result: Result) => (result.target.entityId = 'https://other.example')],
  ['target profile', (result: Result) => (result.target.profileDigest = 'other')],
  ['driver', (result: Result) => (result.run.driver = 'http')],
  ['selection', (result: Result) => result.run.switches?.push('--strict')],
  ['version of samlproof', (result: Result) => (result.run.tool.version = '9')],
] as [string, (result: Result) => unknown][]) {
  test(`another ${what} is refused, and both sides are named`, () => {
    const parts = structuredClone(shards(2));
    change(parts[1]?.result ?? whole());
    expect(() => joinShards(parts, stay)).toThrow(new RegExp(`The ${what} differs: shard 1 has .*, shard 2 has`));
  });
}

test('the same shard twice, and nothing at all, are refused', () => {
  const [first] = shards(2);
  if (!first) throw new Error('there are two');
  expect(() => joinShards([first, { ...first, name: 'again' }], stay)).toThrow(/is in shard 1 and in again/);
  expect(() => joinShards([], stay)).toThrow(/nothing to merge/);
});

test('an entry that one machine calls stale is none when another machine sees the row fail', () => {
  const [first, second] = structuredClone(shards(2));
  const [failing] = second?.result.cases.filter((one) => one.verdict === 'fail') ?? [];
  if (!first || !second || !failing) throw new Error('the sample has failures');
  const row = failing.id.split('@')[0] ?? '';
  const passing = { case: row, kind: 'passing', message: 'passes by now' } as const;
  const unknown = { case: 'no/such', kind: 'unknown', message: 'names no case' } as const;
  first.result.run.knownProblems = [passing, unknown];
  second.result.run.knownProblems = [unknown];
  expect(joinShards([first, second], stay).run.knownProblems).toEqual([unknown]);
});

test('on disk: files move along, the gate is that of one machine, strangers’ paths are not followed', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'samlproof-merge-'));
  await writeFile(path.join(folder, 'outside.png'), png());
  const places: string[] = [];
  for (const { result } of shards(2)) {
    const place = path.join(folder, result.run.id);
    await mkdir(path.join(place, 'shots'), { recursive: true });
    await writeFile(path.join(place, 'shots', 'page.png'), png());
    result.cases[0]?.evidence.push({ kind: 'screenshot', path: '../outside.png' });
    await writeResult(path.join(place, 'result.json'), result);
    places.push(place);
  }
  const out = path.join(folder, 'joined');
  const code = await mergeCommand(places, { out, reporter: ['junit'], json: true });
  expect(code).toBe(whole().run.gate?.exitCode);
  const joined = parseResult(await readFile(path.join(out, 'result.json'), 'utf8'));
  expect(joined.run.gate).toEqual(whole().run.gate);
  expect(await readFile(path.join(out, 'shard-2', 'shots', 'page.png'))).toEqual(png());
  await expect(readFile(path.join(out, 'outside.png'))).rejects.toThrow();
  expect((await readFile(path.join(out, 'junit.xml'), 'utf8')).startsWith('<?xml')).toBe(true);
  await expect(mergeCommand(places, { out: places[0] ?? '' })).rejects.toMatchObject({ exitCode: 3 });
});

const entry = (name: string, state: ClaimEntry['state']): ClaimEntry => ({ name, sent: ['x'], shown: ['x'], state });

function withClaims(index: number, claims: Claims | undefined): Shard {
  const { name, result } = shardOf(whole(), index, 3);
  const { claims: _, ...rest } = result;
  return { name, result: { ...rest, ...(claims === undefined ? {} : { claims }) } };
}

test('the claims of every shard are told, each once, by the shard that found the greater difference', () => {
  const silent = withClaims(1, { shown: false, advice: 'not signed in', entries: [] });
  const second = withClaims(2, { shown: true, entries: [entry('mail', 'same'), entry('groups', 'truncated')] });
  const third = withClaims(3, { shown: true, entries: [entry('mail', 'changed'), entry('upn', 'same')] });
  const joined = joinShards([silent, second, third], stay);
  expect(joined.claims).toEqual({
    shown: true,
    entries: [entry('mail', 'changed'), entry('groups', 'truncated'), entry('upn', 'same')],
  });
  expect(joinShards([silent, withClaims(2, undefined)], stay).claims).toMatchObject({ shown: false });
  expect(joinShards([withClaims(1, undefined)], stay).claims).toBeUndefined();
});
