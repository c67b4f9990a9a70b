/** Whole runs through the command line: both drivers agree, and what a forgetful SP misses is found. */

import { expect, test } from '@playwright/test';
import { bench, verdicts } from './cli.ts';

test.setTimeout(600_000);

test('our own strict SP: browser and http driver give the same verdicts, all of them answered', async () => {
  const strict = await bench({ kind: 'strict' });
  try {
    const browser = await strict.run(['--driver', 'browser', '--workers', '2']);
    const http = await strict.run(['--driver', 'http']);
    expect(browser.stderr).not.toContain('fault of samlproof');
    expect(browser.result?.complete).toBe(true);
    expect(verdicts(browser.result)).toEqual(verdicts(http.result));
    expect(http.result?.cases.filter((one) => one.verdict === 'inconclusive')).toEqual([]);
    expect(http.result?.cases.filter((one) => one.verdict === 'fail').map((one) => one.id)).toEqual([]);
    expect(browser.code, browser.stderr).toBe(0);
    for (const one of http.result?.cases ?? []) {
      if (one.verdict === 'not-applicable') expect(one.reason, one.id).not.toBe('');
    }
  } finally {
    await strict.close();
  }
});

test('an SP that starts sign-in again when its protected page is opened gives no false alarm', async () => {
  const restarting = await bench({ kind: 'strict', onSignedOut: 'restart' });
  try {
    const { result, code } = await restarting.run(['--driver', 'http', '--workers', '2']);
    expect(result?.cases.filter((one) => one.verdict === 'fail' || one.verdict === 'inconclusive')).toEqual([]);
    expect(code).toBe(0);
  } finally {
    await restarting.close();
  }
});

test('a forgotten check is found, with the victim let in and named', async () => {
  const forgetful = await bench({ kind: 'strict', forget: ['signature-required'] });
  try {
    const { result, code, stdout } = await forgetful.run(['--driver', 'http', '--case', 'signature/unsigned*']);
    expect(code).toBe(1);
    const [one] = result?.cases ?? [];
    expect(one).toMatchObject({ verdict: 'fail', outcome: 'signed-in-as-other', identity: 'v.ictim@contoso.com' });
    expect(stdout).toContain('signature/unsigned');
  } finally {
    await forgetful.close();
  }
});
