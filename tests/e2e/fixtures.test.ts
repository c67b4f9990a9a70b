/** The example project in docs/ runs as a vendor would run it, against a sample SP. */

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { findBrowser } from '../../scenarios/browser-path.ts';
import { bench, type Ended } from './cli.ts';

test.setTimeout(300_000);

const example = fileURLToPath(new URL('../../docs/example', import.meta.url));
const playwright = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')),
  'cli.js',
);

async function runExample(env: Record<string, string>): Promise<Ended> {
  const outer = Object.entries(process.env).filter(([name]) => !/^(TEST_|PW_?TEST|PLAYWRIGHT_)/.test(name));
  const child = spawn(process.execPath, [playwright, 'test', '--reporter=line', `--output=${env['OUT'] ?? ''}`], {
    cwd: example,
    env: { ...Object.fromEntries(outer), ...env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, stdout, stderr };
}

test('the example suite is green on a careful SP and red on one that forgets', async () => {
  for (const forget of [[], ['conditions-expired', 'confirmation-expired'] as const]) {
    const sample = await bench({ kind: 'strict', forget: [...forget] });
    try {
      const { code, stdout, stderr } = await runExample({
        SAMLPROOF_TARGET: sample.target,
        SAMLPROOF_STATE: path.join(sample.dir, '.samlproof'),
        SAMLPROOF_IDP_URL: sample.idpUrl,
        SAMLPROOF_BROWSER: await findBrowser(),
        OUT: path.join(sample.dir, 'test-results'),
      });
      expect(code, stdout + stderr).toBe(forget.length === 0 ? 0 : 1);
      if (forget.length > 0) {
        expect(stdout).toContain('an expired assertion is refused');
        expect(stdout).toContain('expected the service provider to refuse; it let in «b.simon@contoso.com»');
      } else expect(stdout).toContain('4 passed');
    } finally {
      await sample.close();
    }
  }
});
