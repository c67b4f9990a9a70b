/** The claims in the page, in the summary and in a redacted result. */

import { expect } from '@playwright/test';
import { renderMarkdown } from '../../../reports/markdown.ts';
import { redact } from '../../../reports/redact/redact.ts';
import { type ClaimEntry, type Claims, type Result, validateResult } from '../../../reports/result.ts';
import { test, violations } from './pages.ts';
import { sampleResult } from './sample.ts';

const soap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const given: ClaimEntry = { name: `${soap}/givenname`, sent: ['Britta'], shown: ['Britta'], state: 'same' };
const mixed: ClaimEntry[] = [
  given,
  {
    name: `${soap}/emailaddress`,
    sent: ['B.Simon@contoso.com'],
    shown: ['b.simon@contoso.com'],
    state: 're-cased',
    shownAs: 'mail',
    advice: 'The case differs: compare without regard to case at the SP.',
  },
  {
    name: 'groups',
    sent: ['Sales-North', 'Staff-7'],
    shown: ['Sales-North'],
    state: 'first-of-many',
    shownAs: 'groups',
    advice: 'Only the first value is kept.',
  },
  {
    name: 'title',
    sent: ['Vice President of Q4'],
    shown: null,
    state: 'missing',
    required: true,
    advice: 'The SP does not show it: map «title» at the SP.',
  },
  { name: 'phone', sent: ['+49 30 1234567'], shown: ['+49 30 123'], state: 'truncated', shownAs: 'phone' },
  { name: 'dept', sent: ['Research 12'], shown: ['Research 12'], state: 'renamed', shownAs: 'department' },
  { name: 'office', sent: ['B-17'], shown: ['n/a 0'], state: 'changed', shownAs: 'office' },
];

function resultWith(claims: Claims): Result {
  const result = sampleResult();
  return { ...result, cases: result.cases.slice(0, 1), claims };
}

function shown(entries: ClaimEntry[]): Result {
  return resultWith({ shown: true, entries });
}

test('a table says of every claim what was sent, what is shown and what to do; what differs comes first', async ({
  open,
}) => {
  const { page, incidents } = await open(shown(mixed));
  await expect(page.getByRole('heading', { level: 2, name: 'Claims' })).toBeVisible();
  const rows = page.locator('.claims tbody tr');
  await expect(rows.locator('.state')).toHaveText([
    '– missing',
    '! changed',
    '! truncated',
    '! first of many',
    '! re-cased',
    '→ renamed',
    '✓ same',
  ]);
  await expect(rows.nth(0)).toContainText('required');
  await expect(rows.nth(0)).toContainText('not shown');
  await expect(rows.nth(0)).toContainText('map «title» at the SP');
  await expect(rows.nth(3).locator('td').nth(0).locator('bdi')).toHaveText(['Sales-North', 'Staff-7']);
  await expect(rows.nth(4)).toContainText('as mail');
  await expect(rows.nth(4).getByRole('rowheader')).toContainText(soap);
  await expect(rows.nth(6).locator('td').last()).toHaveText('nothing');
  expect(incidents).toEqual([]);
});

test('the table stands right after the controls', async ({ open }) => {
  const { page } = await open(shown(mixed));
  await expect(page.locator('.controls + .claims')).toHaveCount(1);
});

test('claims that are all the same are folded and open to the table', async ({ open }) => {
  const { page } = await open(shown([given, { ...given, name: 'other' }]));
  const fold = page.locator('details.claims');
  await expect(fold.locator('summary')).toHaveText('Claims: all 2 are shown as sent');
  await expect(fold.locator('table')).toBeHidden();
  await fold.locator('summary').click();
  await expect(fold.locator('tbody tr')).toHaveCount(2);
});

test('a target without the probe is told what to add', async ({ open }) => {
  const { page } = await open(resultWith({ shown: false, advice: 'Add protectedPage.attributes.', entries: [] }));
  await page.getByText('Claims: not compared').click();
  await expect(page.locator('details.claims')).toContainText('Add protectedPage.attributes.');
  await expect(page.locator('details.claims table')).toHaveCount(0);
});

test('a result without claims has no such section', async ({ open }) => {
  const { page } = await open(sampleResult());
  await expect(page.locator('.claims')).toHaveCount(0);
});

test('very many claims and values are cut, and the cut is said', async ({ open }) => {
  const many = Array.from({ length: 150 }, (_, index) => `group-${index}`);
  const { page } = await open(
    shown([{ name: 'groups', sent: many, shown: ['x'.repeat(2_000)], state: 'changed', shownAs: 'groups' }]),
  );
  await expect(page.locator('.claims td').first()).toContainText('and 140 more values');
  await expect(page.locator('.claims td').nth(1)).toContainText('more characters');
});

const hostile = [
  '<script>window.hacked = 1</script>',
  '"><img src=x onerror="window.hacked = 2">',
  '</table></details><svg onload="window.hacked = 3">',
  '{{constructor.constructor "window.hacked = 4"}}',
  'right-to-left \u202Eevil, null \u0000, lone \uD800',
];

test('hostile names, values and advice stay text', async ({ open }) => {
  const entries = hostile.map((text, turn): ClaimEntry => {
    const state = (['changed', 'missing'] as const)[turn % 2] ?? 'changed';
    return { name: text, sent: [text], shown: [text], shownAs: `${text}!`, state, advice: text };
  });
  const result = resultWith({ shown: true, advice: hostile[0] ?? '', entries });
  expect(validateResult(result)).toEqual([]);
  const { page, incidents, html } = await open(result);
  expect(incidents).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as { hacked?: unknown }).hacked)).toBeUndefined();
  await expect(page.locator('.claims tbody tr')).toHaveCount(hostile.length);
  await expect(page.locator('.claims').locator('img, svg, script')).toHaveCount(0);
  await expect(page.locator('.claims').getByText('⟨U+202E⟩').first()).toBeVisible();
  expect(html).not.toMatch(/(?!\s)[\p{Cc}\p{Cf}]/u);
  const line = renderMarkdown(result);
  expect(line).not.toContain('hacked');
});

for (const [name, options] of [
  ['in light', { colorScheme: 'light' }],
  ['in dark', { colorScheme: 'dark' }],
  ['on a narrow screen', { viewport: { width: 390, height: 800 } }],
] as const) {
  test(`no accessibility violation ${name}, and nothing wider than the screen`, async ({ open }) => {
    const { page } = await open(shown(mixed), options);
    expect(await violations(page)).toEqual([]);
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overhang).toBeLessThanOrEqual(0);
  });
}

test('no accessibility violation where it is folded', async ({ open }) => {
  const { page } = await open(shown([given]));
  expect(await violations(page)).toEqual([]);
});

test('the summary counts the claims in one line', () => {
  const line = 'Claims beside what the service provider shows: 1 missing, 1 changed, 1 truncated, 1 first of many';
  expect(renderMarkdown(shown(mixed))).toContain(`${line}, 1 re-cased, 1 renamed, 1 same.`);
  expect(renderMarkdown(sampleResult())).not.toContain('Claims beside');
  expect(renderMarkdown(resultWith({ shown: false, advice: 'x', entries: [] }))).not.toContain('Claims beside');
});

test('the schema knows the states, and a claim needs what was sent', () => {
  expect(validateResult(shown(mixed))).toEqual([]);
  const wrong = [{ ...given, state: 'lost' as 'missing' }];
  expect(validateResult(shown(wrong)).join()).toContain('/claims/entries/0/state');
  const { sent: _, ...rest } = given;
  expect(validateResult(shown([rest as ClaimEntry])).join()).toContain("must have required property 'sent'");
});

test('redaction hides the values, the same ones alike and alike with the rest of the result', () => {
  const original = shown(mixed);
  original.cases[0]?.evidence.push({ kind: 'acs-page', text: 'Welcome, Vice President of Q4' });
  const result = redact(original);
  expect(validateResult(result)).toEqual([]);
  const text = JSON.stringify(result.claims).toLowerCase();
  for (const { sent, shown: values } of mixed) {
    for (const value of [...sent, ...(values ?? [])]) expect(text).not.toContain(value.toLowerCase());
  }
  const [same, reCased, groups, title] = result.claims?.entries ?? [];
  expect(same?.sent).toEqual(same?.shown);
  expect(reCased?.sent[0]).toBe(result.controls[0]?.shown);
  expect(groups?.shown).toEqual(groups?.sent.slice(0, 1));
  expect(groups?.sent[0]).not.toBe(groups?.sent[1]);
  expect(title?.shown).toBeNull();
  expect(title?.name).toBe('title');
  const page = result.cases[0]?.evidence.findLast(({ kind }) => kind === 'acs-page')?.text;
  expect(page).toBe(`Welcome, ${title?.sent[0]}`);
  expect(result.claims?.entries.map(({ state }) => state)).toEqual(mixed.map(({ state }) => state));
});

test('redaction hides a value of one character as well', () => {
  const initial: ClaimEntry = { name: 'initial', sent: ['B'], shown: ['b'], state: 're-cased' };
  const [entry] = redact(shown([initial])).claims?.entries ?? [];
  expect(entry).toMatchObject({ name: 'initial', sent: ['value'], shown: ['value'] });
});
