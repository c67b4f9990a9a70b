/** The generated documents say what the cases say. */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { loadCatalogue } from '../../../scenarios/catalogue.ts';
import { catalogueDocument } from '../../../tools/docs/catalogue.ts';
import { coverageDocument } from '../../../tools/docs/coverage.ts';

const again = 'run: npm run build && node dist/tools/docs/main.js';
const onDisk = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');

for (const [name, render] of [
  ['catalogue.md', catalogueDocument],
  ['coverage.md', coverageDocument],
] as const) {
  test(`docs/${name} is up to date`, async () => {
    const { cases } = await loadCatalogue({ requiredClaims: ['email'], clockSkewSeconds: 180 });
    expect(onDisk(name), again).toBe(render(cases));
  });
}

test('coverage names what no case asks', async () => {
  const text = coverageDocument((await loadCatalogue()).cases.slice(0, 5));
  expect(text).toContain('SDP-SP39');
  expect(text).toMatch(/Asked by no case \(\d+\)/);
});
