/** The catalogue as it stands: it loads, and its ids are those of contracts.md. */

import { expect, test } from '@playwright/test';
import { loadCatalogue } from '../../../scenarios/catalogue.ts';

test('every case file keeps the rules, and every id is its catalogue id as a path', async () => {
  const catalogue = await loadCatalogue({ requiredClaims: ['email', 'department'], clockSkewSeconds: 180 });
  expect(catalogue.cases.length).toBeGreaterThan(80);
  expect(new Set(catalogue.cases.map((one) => one.id)).size).toBe(catalogue.cases.length);
  expect(catalogue.list()).toHaveLength(catalogue.cases.length);
});

test('the same facts give the same digest, other facts another', async () => {
  const facts = { requiredClaims: ['email'], clockSkewSeconds: 180 };
  const [first, second, other] = await Promise.all([
    loadCatalogue(facts),
    loadCatalogue(facts),
    loadCatalogue({ ...facts, requiredClaims: ['email', 'department'] }),
  ]);
  expect(first.digest).toBe(second.digest);
  expect(first.digest).not.toBe(other.digest);
});
