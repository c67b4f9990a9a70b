/** The usual fix of a finding. */

import { expect, test } from '@playwright/test';
import { usualFix } from '../../../reports/fixes.ts';
import { renderHtml } from '../../../reports/html/render.ts';
import { renderSarif } from '../../../reports/sarif.ts';
import { sampleResult } from './sample.ts';

test('a check has the fix of its name, of its family, or none', () => {
  expect(usualFix(['audience-exact'])).toContain('equals the own entity ID');
  expect(usualFix(['signed-content.by-id'])).toBe(usualFix(['signed-content.last']));
  expect(usualFix(['no-such-check', 'status'])).toContain('StatusCode');
  for (const none of [undefined, [], ['no-such-check'], ['constructor'], ['__proto__']])
    expect(usualFix(none)).toBeNull();
});

test('the fix of the case wins over the usual one, in the page and in SARIF', () => {
  const result = sampleResult();
  const [first, second] = result.cases;
  if (!first || !second) throw new Error('the sample has forty cases');
  first.fix = 'A fix of its own.';
  first.forgets = ['comment-text'];
  delete second.fix;
  second.forgets = ['signature-required'];
  for (const text of [renderHtml(result), renderSarif(result)]) {
    expect(text).toContain('A fix of its own.');
    expect(text).not.toContain('across comments and CDATA');
    expect(text).toContain('demands signed assertions');
  }
});
