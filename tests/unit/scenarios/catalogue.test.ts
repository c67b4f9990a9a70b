/** The catalogue: ids from paths, variants, and case files that break a rule. */

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { caseProblems, idOfCatalogueId } from '../../../scenarios/catalogue-rules.ts';
import {
  assemble,
  CatalogueError,
  loadCatalogue,
  selectCases,
  SelectionError,
  type Catalogue,
} from '../../../scenarios/catalogue.ts';
import { aCase } from './facts.ts';

const body = `
  title: 'Refuses it',
  spec: [{ document: 'Core', section: '2.5.1.4', url: 'https://example.org' }],
  level: 'must', layer: 'saml', impact: 'replay',
  why: 'A response for one service opens another.',
  expect: 'reject', forgets: 'audience', defects: ['audience-mismatch'],
  mutation: { plan: (plan) => plan },`;
const file = (catalogueId: string, more = ''): string =>
  `export default {\n  catalogueId: '${catalogueId}',${body}${more}\n};\n`;

/** Plain modules: a folder outside of the project is loaded as it stands. */
async function catalogueOf(files: Record<string, string>, requiredClaims: string[] = []): Promise<Catalogue> {
  const folder = await mkdtemp(join(tmpdir(), 'samlproof-cases-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return loadCatalogue({ requiredClaims, clockSkewSeconds: 180 }, pathToFileURL(`${folder}/`));
}

async function problemsOf(files: Record<string, string>): Promise<string[]> {
  const error: unknown = await catalogueOf(files).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(CatalogueError);
  return (error as CatalogueError).problems.map((problem) => `${problem.file}: ${problem.rule}`);
}

test('catalogue ids become paths', () => {
  expect(idOfCatalogueId('corr.replay.same-post')).toBe('correlation/replay-same-post');
  expect(idOfCatalogueId('base.sig.assertion-only')).toBe('accept/sig-assertion-only');
  expect(idOfCatalogueId('sig.alg.rsa-sha1')).toBe('signature/alg-rsa-sha1');
  expect(idOfCatalogueId('xsw.1')).toBe('wrapping/1');
  expect(idOfCatalogueId('nonsense.x')).toBeNull();
});

test('a folder of cases is loaded, variants singly', async () => {
  const catalogue = await catalogueOf({
    'conditions/audience-wrong.js': file('conditions.audience.wrong'),
    'subject/noa-expired.js': file('subj.noa.expired', `\n  variants: { past: {}, long: { level: 'may' } },`),
  });
  expect(catalogue.cases.map((one) => [one.id, one.variant, one.level])).toEqual([
    ['conditions/audience-wrong', null, 'must'],
    ['subject/noa-expired@long', 'long', 'may'],
    ['subject/noa-expired@past', 'past', 'must'],
  ]);
  expect(catalogue.mutationOf('subject/noa-expired@past')?.plan).toBeInstanceOf(Function);
  expect(catalogue.mutationOf('subject/noa-expired')).toBeUndefined();
});

test('variants may depend on the profile, and a row without any is still known', async () => {
  const variants =
    '\n  variants: ({ requiredClaims }) => Object.fromEntries(requiredClaims.map((name) => [name, {}])),';
  const files = { 'claims/required-missing.js': file('claims.required.missing', variants) };
  expect((await catalogueOf(files, ['email'])).cases.map((one) => one.id)).toEqual(['claims/required-missing@email']);
  const none = await catalogueOf(files);
  expect(selectCases(none, { cases: ['claims/required-missing'] })).toEqual([]);
});

test('each broken rule is told with its file, all at once', async () => {
  const problems = await problemsOf({
    'conditions/audience-wrong.js': file('conditions.audience.other'),
    'subject/a.js': 'export const nothing = 1;',
    'subject/b.js': 'this is no module',
    'subject/c.js': file('bogus.c'),
    'subject/d.js': file('subj.d', '\n  why: "",'),
  });
  expect(problems).toEqual([
    expect.stringMatching(/^conditions\/audience-wrong\.js: its path says .*belongs at conditions\/audience-other/),
    expect.stringMatching(/^subject\/a\.js: a case file exports one case by default/),
    expect.stringMatching(/^subject\/b\.js: cannot be loaded/),
    expect.stringMatching(/^subject\/c\.js: catalogueId bogus\.c starts with no known group/),
    expect.stringMatching(/^subject\/d\.js: a case says its consequence/),
  ]);
});

test('two files with one id are refused', async () => {
  const problems = await problemsOf({
    'conditions/none.js': file('cond.none'),
    'conditions/none.ts': file('cond.none'),
  });
  expect(problems).toContainEqual(expect.stringMatching(/conditions\/none\.ts: conditions\/none is already taken/));
});

test('a case file over 40 lines is refused', async () => {
  const long = file('cond.none') + '// why\n'.repeat(40);
  expect(await problemsOf({ 'conditions/none.ts': long })).toEqual([expect.stringContaining('at most 40 lines')]);
});

test('rules of a case', () => {
  const { mutation: _, ...honest } = aCase();
  const broken: [object, RegExp][] = [
    [honest, /has a mutation or a procedure/],
    [aCase({ mutation: {} }), /has a mutation or a procedure/],
    [aCase({ spec: [] }), /at least one source/],
    [aCase({ why: 'First this. Then that.' }), /one sentence/],
    [aCase({ why: 'No full stop' }), /one sentence/],
    [aCase({ defects: ['unsigned', 'dtd-present'] }), /inseparable/],
    [aCase({ defects: [] }), /declares the defect/],
    [aCase({ expect: 'accept', overStrict: 'x' }), /carries no defect/],
    [aCase({ expect: 'accept', defects: [] }), /overStrict/],
    [aCase({ forgets: '' }), /forgets/],
    [aCase({ expect: 'inspect' }), /go together/],
    [aCase({ inspect: () => [] }), /go together/],
  ];
  expect(caseProblems(aCase())).toEqual([]);
  expect(caseProblems(aCase({ defects: ['unsigned', 'dtd-present'], inseparable: 'one carries the other' }))).toEqual(
    [],
  );
  for (const [one, rule] of broken) expect(caseProblems(one as never)).toEqual([expect.stringMatching(rule)]);
});

const three = assemble([
  aCase({ id: 'conditions/audience-wrong', catalogueId: 'conditions.audience.wrong' }),
  aCase({ id: 'conditions/none@empty', catalogueId: 'cond.none', level: 'should', layer: 'hardening' }),
  aCase({ id: 'wrapping/1', catalogueId: 'xsw.1', area: 'wrapping', level: 'may', layer: 'hardening' }),
]);

const mistakes = (selection: Parameters<typeof selectCases>[1]): string => {
  try {
    selectCases(three, selection);
    return 'nothing';
  } catch (error) {
    expect(error).toBeInstanceOf(SelectionError);
    expect(error).toMatchObject({ code: 'SP_SELECTION', exitCode: 3 });
    return (error as Error).message;
  }
};

const ids = (selection: Parameters<typeof selectCases>[1]): string[] =>
  selectCases(three, selection).map((one) => one.id);

test.describe('selection', () => {
  test('by id, catalogue id, glob and row', () => {
    expect(ids({})).toHaveLength(3);
    expect(ids({ cases: ['xsw.1'] })).toEqual(['wrapping/1']);
    expect(ids({ cases: ['conditions/*'] })).toHaveLength(2);
    expect(ids({ cases: ['conditions/none'] })).toEqual(['conditions/none@empty']);
    expect(ids({ cases: ['conditions/none@empty', 'wrapping/1'] })).toHaveLength(2);
  });

  test('by area, level and stronger, and layer; together they narrow', () => {
    expect(ids({ areas: ['wrapping'] })).toEqual(['wrapping/1']);
    expect(ids({ level: 'should' })).toEqual(['conditions/audience-wrong', 'conditions/none@empty']);
    expect(ids({ level: 'must' })).toEqual(['conditions/audience-wrong']);
    expect(ids({ layers: ['hardening'], areas: ['conditions'] })).toEqual(['conditions/none@empty']);
  });

  test('a name that does not exist is answered by the nearest', () => {
    expect(mistakes({ cases: ['conditions/audience-wrogn'] })).toContain('did you mean conditions/audience-wrong?');
    expect(mistakes({ areas: ['wraping'] })).toContain('did you mean wrapping?');
    expect(mistakes({ level: 'shuold' })).toContain('did you mean should?');
    expect(mistakes({ layers: ['entrra'] })).toContain('did you mean entra?');
    expect(mistakes({ cases: ['zzzzzzzz*'], areas: ['qqqqqqqqqqqq'] }).split('\n')).toHaveLength(2);
  });
});
