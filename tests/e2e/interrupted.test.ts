/** Ctrl-C: every command that drives a browser comes to its end, and leaves nothing in the temporary folder. */

import { spawn } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { bench, main } from './cli.ts';

const commands: [name: string, args: string[], sign: string, code: number][] = [
  // A run is interrupted when its first intermediate result is written: every worker is at something then.
  ['run', ['--out', 'out', '--workers', '4'], 'out/result.json', 2],
  ['doctor', ['--out', 'out'], 'tmp/playwright_chromiumdev_profile', 130],
  ['claims', [], 'tmp/playwright_chromiumdev_profile', 130],
];

/** Whether something with this path, or one that begins so, is there. */
async function isThere(start: string): Promise<boolean> {
  const found = await readdir(path.dirname(start)).catch(() => []);
  return found.some((name) => name.startsWith(path.basename(start)));
}

for (const [name, args, sign, expected] of commands) {
  test(`${name} ends and clears up`, async () => {
    const { dir, idpUrl, target, close } = await bench({ kind: 'strict' });
    try {
      const tmp = path.join(dir, 'tmp');
      await mkdir(tmp);
      const child = spawn(process.execPath, [main, name, '--target', target, '--idp-url', idpUrl, ...args], {
        cwd: dir,
        env: { ...process.env, TMPDIR: tmp },
        stdio: 'ignore',
      });
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      await expect.poll(() => isThere(path.join(dir, sign)), { timeout: 30_000 }).toBe(true);
      child.kill('SIGINT');
      expect(await ended).toBe(expected);
      expect(await readdir(tmp)).toEqual([]);
    } finally {
      await close();
    }
  });
}
