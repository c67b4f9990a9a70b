/** A real library, twice: the same verdicts, and what it forgets stays visible. */

import { expect, test } from '@playwright/test';
import { bench, verdicts } from '../e2e/cli.ts';

test('two runs of a library that forgets things give the same verdicts, and red is exit code 1', async () => {
  const library = await bench({ kind: 'passport-saml' });
  try {
    const first = await library.run(['--driver', 'http', '--workers', '2']);
    const second = await library.run(['--driver', 'http']);
    expect(first.code, first.stderr).toBe(1);
    expect(verdicts(first.result)).toEqual(verdicts(second.result));
    // Measured on passport-saml 5.1.1: it does not look at the recipient, whatever its settings.
    expect(verdicts(first.result)['addressing/recipient-wrong']).toBe('fail signed-in');
    expect(first.result?.cases.filter((one) => one.verdict === 'inconclusive')).toEqual([]);
  } finally {
    await library.close();
  }
});
