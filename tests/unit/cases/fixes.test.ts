/** Whoever fails a case is told how it is usually mended. */

import { expect, test } from '@playwright/test';
import { fixOf } from '../../../scenarios/fixes.ts';
import { allCases } from './generated.ts';

test('every case that expects a refusal or looks at something says how it is mended, in a sentence', async () => {
  const cases = (await allCases()).filter((one) => one.expect !== 'accept');
  expect(
    cases.filter((one) => !/^[A-Z].+\.$/.test(fixOf(one) ?? '')).map(({ id, forgets }) => `${id}: ${String(forgets)}`),
  ).toEqual([]);
});

test('a case’s own advice comes first', async () => {
  const [one] = (await allCases()).filter(({ expect: wanted }) => wanted === 'reject');
  expect(one && fixOf({ ...one, fix: 'Do this.' })).toBe('Do this.');
  expect(fixOf({ expect: 'accept', overStrict: 'no-clock-skew' })).toContain('minutes');
  expect(fixOf({ expect: 'accept', overStrict: 'unheard-of' })).toBeUndefined();
});
