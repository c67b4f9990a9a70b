/** The HTML report in a real browser: inert, accessible, searchable, linkable, printable, small. */

import { expect, type Page } from '@playwright/test';
import { renderHtml } from '../../../reports/html/render.ts';
import type { CaseResult, Result } from '../../../reports/result.ts';
import { test, violations } from './pages.ts';
import { hostileResult, largeResult, passingResult, sampleResult } from './sample.ts';

/** Every verdict and outcome, with few passed cases: axe takes its time with each. */
function everyKind(): Result {
  const result = sampleResult('shot.png');
  return { ...result, cases: result.cases.filter((_, index) => [0, 1, 5, 6, 7, 8, 10, 18].includes(index)) };
}

function shownCases(page: Page): Promise<number> {
  return page.locator('[data-case]:visible').count();
}

test('hostile text in every field stays text', async ({ open }) => {
  const { page, incidents, html } = await open(hostileResult());
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.mouse.move(200, 300);
  await page.waitForTimeout(200);
  expect(incidents).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as { hacked?: unknown }).hacked)).toBeUndefined();
  expect(await page.locator('script').count()).toBe(1);
  expect(await page.locator('iframe, object, embed, link, base, form:not(.toolbar)').count()).toBe(0);
  const inline = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((one) =>
      one.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style'),
    ),
  );
  expect(inline).toEqual([]);
  const targets = await page.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(targets.filter((target) => !/^(#|https?:)/.test(target))).toEqual([]);
  expect([...html.matchAll(/.{0,60}(?!\s)[\p{Cc}\p{Cf}]/gu)].map(([found]) => found)).toEqual([]);
  await expect(page.getByText('⟨U+202E⟩').first()).toBeAttached();
  await expect(page.getByText('more characters').first()).toBeAttached();
});

test('images outside the folder of the result are not taken in', async ({ open }) => {
  const { page, html } = await open(hostileResult());
  expect(await page.locator('img').count()).toBe(0);
  expect(html).not.toContain('root:');
  await expect(page.getByText('No screenshot.').first()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no accessibility violation in ${colorScheme}`, async ({ open }) => {
    const { page, incidents } = await open(everyKind(), { colorScheme });
    expect(await violations(page)).toEqual([]);
    expect(incidents).toEqual([]);
  });
}

test('no accessibility violation on a narrow screen, and nothing wider than it', async ({ open }) => {
  const { page } = await open(everyKind(), { viewport: { width: 390, height: 800 } });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await violations(page)).toEqual([]);
});

test('the top says what was found', async ({ open }) => {
  const { page } = await open(sampleResult('shot.png'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Contoso Notes');
  await expect(page.getByText('A forged identity was let in, proven by the name on the page: 1 case')).toBeVisible();
  await expect(page.locator('.gate')).toContainText('exit code 1');
  await expect(page.locator('.grade .letter')).toContainText('F');
  await expect(page.locator('.controls tbody tr')).toHaveCount(3);
  await expect(page.locator('.controls')).toContainText('v.ictim@contoso.com');
});

test('a run that ended early does not list hundreds of titles at the top', async ({ open }) => {
  const cases = largeResult(40).cases.map((one): CaseResult => ({ ...one, verdict: 'inconclusive', evidence: [] }));
  const { page } = await open({ ...sampleResult(), cases });
  const glance = page.getByRole('navigation', { name: 'Findings' });
  await expect(glance.getByRole('link')).toHaveCount(10);
  await expect(glance).toContainText('and 30 more that could not be judged');
  expect(await shownCases(page)).toBe(40);
});

test('it says how the identity provider was set, what differs from the defaults first', async ({ open }) => {
  const { page } = await open(sampleResult());
  const set = page.locator('details', { has: page.getByText('How the identity provider was set') });
  await set.locator('summary').click();
  await expect(set.getByRole('term')).toHaveText(['signLogoutResponses', 'confirmationWindow']);
  await expect(set.getByRole('definition')).toHaveText(['true instead of false · observed', 'observed · conflicting']);
  const old = sampleResult();
  delete old.run.idp.switches;
  expect(renderHtml(old)).not.toContain('How the identity provider was set');
});

test('findings come in the order of what they cost, each with its difference and its command', async ({ open }) => {
  const { page } = await open(sampleResult('shot.png'));
  const ids = await page.locator('.finding').evaluateAll((found) => found.map((one) => one.id));
  expect(ids.slice(0, 3)).toEqual(['parser/comment-nameid', 'signature/unsigned', 'addressing/recipient-wrong']);
  const first = page.locator('.finding').first();
  await expect(first.locator('ins', { hasText: '<!-- -->' }).first()).toBeVisible();
  await expect(first.locator('.rerun code')).toHaveText(/--case parser\/comment-nameid$/);
  await expect(first.locator('img')).toHaveJSProperty('naturalWidth', 32);
  await expect(first.getByRole('link', { name: 'CVE-2017-11427' })).toHaveAttribute('href', /^https:\/\/nvd/);
});

test('search and filters narrow the list, reset brings it back', async ({ open }) => {
  const { page } = await open(sampleResult());
  const all = await shownCases(page);
  await page.getByRole('searchbox').fill('comment nameid');
  expect(await shownCases(page)).toBe(1);
  await expect(page.getByRole('status')).toHaveText(`1 of ${all} cases`);
  await page.getByRole('searchbox').fill('no such case');
  await expect(page.getByText('No case matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all cases' }).click();
  expect(await shownCases(page)).toBe(all);
  await page.getByRole('checkbox', { name: 'failed' }).check();
  expect(await shownCases(page)).toBe(5);
  await page.getByRole('checkbox', { name: 'warnings' }).check();
  expect(await shownCases(page)).toBe(7);
  for (const [name, value] of [
    ['Level', 'must'],
    ['Impact', 'takeover'],
    ['Area', 'addressing'],
    ['Layer', 'saml'],
  ] as const) {
    await page.getByRole('combobox', { name }).selectOption(value);
  }
  expect(await shownCases(page)).toBe(1);
  await page.getByRole('button', { name: 'Reset' }).click();
  expect(await shownCases(page)).toBe(all);
});

test('a link to a folded case opens it, a filter does not hide it', async ({ open }) => {
  const { page } = await open(sampleResult(), {}, '#wrapping/3');
  const linked = page.locator('[id="wrapping/3"]');
  await expect(linked).toHaveAttribute('open', '');
  await expect(linked).toBeInViewport();
  await page.getByRole('searchbox').fill('comment');
  await page.evaluate(() => (location.hash = '#signature/stripped'));
  await expect(page.locator('[id="signature/stripped"]')).toBeInViewport();
});

test('the keyboard reaches the findings and unfolds a case', async ({ open }) => {
  const { page } = await open(passingResult());
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the findings' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('.row').first()).toHaveAttribute('open', '');
});

test('everything is readable without script', async ({ open }) => {
  const { page } = await open(sampleResult('shot.png'), { javaScriptEnabled: false });
  await expect(page.locator('.toolbar')).toBeHidden();
  await expect(page.locator('.finding')).toHaveCount(8);
  await expect(page.locator('.row').first()).toBeVisible();
});

test('it prints on light paper, findings whole and without the filter', async ({ open }) => {
  const { page } = await open(sampleResult('shot.png'), { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(26, 31, 38)');
  await expect(page.locator('.toolbar')).toBeHidden();
  await expect(page.locator('.finding .difference').first()).toBeVisible();
  expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('five hundred cases stay below ten megabytes, and all are there', async ({ open }) => {
  const { page, html, incidents } = await open(largeResult(500));
  expect(Buffer.byteLength(html)).toBeLessThan(10_000_000);
  expect(await page.locator('[data-case]').count()).toBe(500);
  expect(incidents).toEqual([]);
});

test('a result that was cut short renders, and says what is missing', async ({ open }) => {
  const { complete: _, ...rest } = sampleResult();
  const { page } = await open({ ...rest, run: { ...rest.run, finishedAt: null }, cases: rest.cases.slice(0, 3) });
  await expect(page.getByRole('note')).toContainText('37 of 40 planned cases have no verdict');
});

test('the same result gives the same page', () => {
  expect(renderHtml(sampleResult())).toBe(renderHtml(structuredClone(sampleResult())));
});
