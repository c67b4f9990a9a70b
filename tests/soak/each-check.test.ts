/** One forgotten check at a time: of all cases that need a running SP exactly those turn red that name it. */

import { expect, test } from '@playwright/test';
import type { CheckName } from '../../demo/index.ts';
import { isRed, names, sampleCatalogue, trial } from '../selftest/harness.ts';
import { runningCases } from '../selftest/running-cases.ts';

test.describe.configure({ mode: 'parallel' });

const shares = [0, 1, 2];

for (const share of shares) {
  test(`each forgotten check turns exactly the running cases red that name it, share ${share + 1} of ${shares.length}`, async () => {
    const catalogue = await sampleCatalogue();
    const { cases, tried } = runningCases(catalogue);
    for (const check of tried.filter((_, index) => index % shares.length === share)) {
      const results = await trial(catalogue, { cases, sample: { kind: 'strict', forget: [check as CheckName] } });
      const red = cases.filter((one) => isRed(results.get(one.id))).map((one) => one.id);
      const expected = cases.filter((one) => names(one.forgets).includes(check)).map((one) => one.id);
      expect.soft(red, `red with «${check}» forgotten`).toEqual(expected);
    }
  });
}
