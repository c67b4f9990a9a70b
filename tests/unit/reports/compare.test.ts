/** Two runs held against each other, in every form. */

import { expect } from '@playwright/test';
import { compare, kinds } from '../../../reports/compare/comparison.ts';
import { renderComparisonHtml } from '../../../reports/compare/html.ts';
import { renderComparisonMarkdown } from '../../../reports/compare/markdown.ts';
import { renderComparisonText } from '../../../reports/compare/text.ts';
import type { CaseResult, Result } from '../../../reports/result.ts';
import { test, violations } from './pages.ts';
import { hostileResult, largeResult, passingResult, resultOf, sampleResult } from './sample.ts';

type Facts = Pick<CaseResult, 'verdict' | 'outcome'>;

function withFacts(facts: Record<string, Partial<CaseResult>>): Result {
  const [pattern] = passingResult().cases;
  if (!pattern) throw new Error('the sample is empty');
  return resultOf(
    Object.entries(facts).map(([id, change]) => ({ ...pattern, catalogueId: id.replace('/', '.'), ...change, id })),
  );
}

const pass: Facts = { verdict: 'pass', outcome: 'refused' };
const fail: Facts = { verdict: 'fail', outcome: 'signed-in' };
const warn: Facts = { verdict: 'warn', outcome: 'signed-in' };
const open: Facts = { verdict: 'inconclusive', outcome: 'unclear' };

for (const [before, after, kind] of [
  [pass, fail, 'broken'],
  [warn, fail, 'broken'],
  [open, fail, 'broken'],
  [pass, warn, 'broken'],
  [fail, { verdict: 'fail', outcome: 'signed-in-as-other' }, 'broken'],
  [fail, pass, 'fixed'],
  [fail, warn, 'fixed'],
  [warn, pass, 'fixed'],
  [open, pass, 'changed'],
  [pass, open, 'changed'],
  [fail, open, 'changed'],
  [open, warn, 'changed'],
  [pass, { verdict: 'pass', outcome: 'broken' }, 'changed'],
  [fail, fail, null],
  [pass, pass, null],
] as [Facts, Facts, string | null][]) {
  test(`${before.verdict}, ${before.outcome} to ${after.verdict}, ${after.outcome} is ${kind}`, () => {
    const { changes, same } = compare(withFacts({ 'a/b': before }), withFacts({ 'a/b': after }));
    expect(kinds.filter((one) => changes[one].length > 0)).toEqual(kind === null ? [] : [kind]);
    expect(same).toBe(kind === null ? 1 : 0);
  });
}

test('cases of one run only are new or gone, and a renamed case is neither', () => {
  const older = withFacts({ 'a/gone': fail, 'a/old-name': { ...fail, catalogueId: 'a.renamed' } });
  const newer = withFacts({ 'a/new': fail, 'a/new-name': { ...pass, catalogueId: 'a.renamed' } });
  const { changes } = compare(older, newer);
  expect(changes.new.map(({ id }) => id)).toEqual(['a/new']);
  expect(changes.gone.map(({ id }) => id)).toEqual(['a/gone']);
  expect(changes.fixed).toMatchObject([{ id: 'a/new-name', formerId: 'a/old-name' }]);
});

test('what makes two runs hard to compare is said', () => {
  const older = sampleResult();
  const { complete: _, ...cut } = sampleResult();
  const newer: Result = {
    ...cut,
    target: { ...cut.target, entityId: 'https://other.example' },
    run: { ...cut.run, driver: 'http', switches: ['--area parser'] },
  };
  const doubts = compare(older, newer).doubts.join('\n');
  for (const word of ['target', 'driver', 'selection', 'not whole']) expect(doubts).toContain(word);
  expect(compare(older, sampleResult()).doubts).toEqual([]);
});

const comparison = compare(
  withFacts({ 'a/b': pass, 'a/c': fail, 'a/d': open, 'a/e': pass }),
  withFacts({ 'a/b': fail, 'a/c': pass, 'a/d': pass, 'a/f': warn }),
);

test('the text names every change and ends with the count', () => {
  const text = renderComparisonText(comparison);
  expect(text).toContain('✕ a/b  passed, refused → failed, signed-in');
  expect(text).toContain('✓ a/c');
  expect(text.split('\n').at(-1)).toBe('1 broken, 1 fixed, 1 changed, 1 new, 1 gone; 0 cases as before.');
  expect(text).not.toContain('\u001B');
  expect(renderComparisonText(compare(sampleResult(), sampleResult()))).toBe('Nothing changed: 40 cases as before.');
});

test('Markdown stays below the limit of a comment, and hostile text stays text', () => {
  expect(renderComparisonMarkdown(comparison)).toContain('### ✕ Broken: 1');
  const many = renderComparisonMarkdown(compare(resultOf([]), largeResult(900)));
  expect(many.length).toBeLessThan(65_536);
  expect(many).toMatch(/… and \d+ more\./);
  const hostile = renderComparisonMarkdown(compare(resultOf([]), hostileResult()));
  expect(hostile.replace(/`[^`\n]*`/g, '')).not.toMatch(/(?<!\\)<|[^\\]\]\(|@[a-z]/);
});

test('the page is accessible in dark and on a narrow screen, and hostile text stays text', async ({ openHtml }) => {
  const { page, incidents } = await openHtml(renderComparisonHtml(comparison), {
    colorScheme: 'dark',
    viewport: { width: 390, height: 800 },
  });
  expect(await violations(page)).toEqual([]);
  await expect(page.getByRole('heading', { name: 'Broken 1' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(incidents).toEqual([]);
  const hostile = await openHtml(renderComparisonHtml(compare(sampleResult(), hostileResult())));
  expect(hostile.incidents).toEqual([]);
  expect(await hostile.page.locator('script, iframe, img').count()).toBe(0);
  expect(hostile.html).not.toMatch(/(?!\s)[\p{Cc}\p{Cf}]/u);
});
