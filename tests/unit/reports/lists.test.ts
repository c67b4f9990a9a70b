/** Lists that a report gives its reader: entries to accept, what was left behind, what a frozen catalogue scores. */

import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { acceptEntries } from '../../../reports/accept.ts';
import { FrozenCatalogueError, frozenText, parseFrozen, scoredBy } from '../../../reports/frozen.ts';
import { defaultGate } from '../../../reports/gate.ts';
import { renderHtml } from '../../../reports/html/render.ts';
import { leftBehind } from '../../../reports/left-behind.ts';
import { hostileResult, passingResult, sampleResult } from './sample.ts';
import { responseXml } from './sample-messages.ts';

interface Entries {
  knownFailures: { case: string; reason: string; until: string }[];
}

test('every failure without a valid entry gets one, which ends ninety days later', () => {
  const { knownFailures } = parse(acceptEntries(sampleResult())) as Entries;
  const open = sampleResult().cases.filter((one) => one.verdict === 'fail' && one.known === null);
  expect(knownFailures.map((entry) => entry.case)).toEqual(open.map(({ id }) => id));
  expect(new Set(knownFailures.map(({ until }) => until))).toEqual(new Set(['2027-02-20']));
  expect(acceptEntries(passingResult())).toBe('');
});

test('warnings are accepted where the gate counts them, expired entries are written anew', () => {
  const result = sampleResult();
  expect((parse(acceptEntries(result, { warnings: true })) as Entries).knownFailures).toHaveLength(6);
  const [known] = result.cases.filter((one) => one.known !== null);
  if (!known) throw new Error('the sample has a known failure');
  known.known = { reason: 'TICKET-17', until: '2026-01-01', state: 'expired' };
  const text = acceptEntries(result, { days: 7 });
  expect(text).toContain(`# Remove the entries that have expired: ${known.id}`);
  expect((parse(text) as Entries).knownFailures).toContainEqual(
    expect.objectContaining({ case: known.id, until: '2026-11-29' }),
  );
});

test('hostile text stays one YAML scalar', () => {
  const { knownFailures } = parse(acceptEntries(hostileResult())) as Entries;
  expect(knownFailures).toHaveLength(4);
  for (const entry of knownFailures) expect(Object.keys(entry)).toEqual(['case', 'reason', 'until']);
});

test('accounts are those that a session was opened for, markers what no control sent', () => {
  const result = sampleResult();
  expect(leftBehind(result).markers).toEqual([]);
  for (const control of result.controls) control.evidence = [{ kind: 'response-xml', text: responseXml() }];
  const [first] = result.cases.filter((one) => one.id === 'signature/unsigned');
  const refused = result.cases.find((one) => one.outcome === 'refused');
  if (!first || !refused) throw new Error('the sample has both');
  const inside = '<AttributeValue>&lt;samlproof-marker&gt;</AttributeValue>';
  first.evidence.push({ kind: 'response-xml', text: responseXml({ inside }) });
  refused.evidence.push({ kind: 'response-xml', text: responseXml({ inside: inside.replace('marker', 'refused') }) });
  const { accounts, markers } = leftBehind(result);
  expect(accounts.map(({ name }) => name)).toEqual(['b.simon@contoso.com', 'v.ictim@contoso.com']);
  expect(accounts[0]?.seenIn[0]).toBe('controls');
  expect(markers).toContainEqual({ case: 'signature/unsigned', values: ['<samlproof-marker>'], total: 1 });
  expect(JSON.stringify(markers)).not.toContain('samlproof-refused');
  const html = renderHtml(result);
  expect(html).toContain('What the run may have left at the service provider');
  expect(html).toContain('&lt;samlproof-marker&gt;');
});

const ids = sampleResult().cases.map(({ id }) => id);

test('cases that came after the frozen catalogue are listed and not scored', () => {
  const frozen = parseFrozen(
    frozenText(
      '2026.1',
      ids.filter((id) => !/comment-nameid|unsigned/.test(id)),
    ),
    'x',
  );
  const result = scoredBy(sampleResult(), frozen, ids);
  expect(result.cases.filter((one) => one.new).map(({ id }) => id)).toEqual([
    'parser/comment-nameid',
    'signature/unsigned',
  ]);
  expect(result.run.catalogue.name).toBe('2026.1');
  expect(result.run.notes?.join()).toContain('2 cases were added since');
  const passed = result.cases.filter((one) => one.new === true || one.verdict === 'pass');
  expect(defaultGate({ ...result, cases: passed, run: { ...result.run, planned: passed.length } }).exitCode).toBe(0);
  const html = renderHtml(result);
  expect(html).toContain('New since 2026.1');
  expect(html).toContain('3 requirements are not met');
});

test('a row covers its variants, and what is no longer asked is noted', () => {
  const frozen = parseFrozen(frozenText('2026.1', [...ids.map((id) => id.replace(/@.*/, '@other')), 'a/retired']), 'x');
  const result = scoredBy(sampleResult(), frozen, ids);
  expect(result.cases.some((one) => one.new)).toBe(false);
  expect(result.run.notes).toEqual(['Catalogue 2026.1: no longer asked are a/retired.']);
});

for (const [text, words] of [
  ['{', 'is not JSON'],
  ['[]', 'schemaVersion'],
  ['null', 'must hold an object'],
  ['{"schemaVersion":2,"name":"x","cases":[]}', 'schemaVersion 2'],
  ['{"schemaVersion":1,"name":"","cases":[]}', '"name"'],
  ['{"schemaVersion":1,"name":"x","cases":[1]}', '"cases"'],
] as const) {
  test(`a frozen catalogue of ${text} is refused in words`, () => {
    expect(() => parseFrozen(text, 'catalogues/x.json')).toThrow(FrozenCatalogueError);
    expect(() => parseFrozen(text, 'catalogues/x.json')).toThrow(words);
  });
}
