/** Nothing stays in the temporary folder: not after Ctrl-C, which every command that drives a browser obeys, and not after a run with traces. */

import { spawn, type ChildProcess } from 'node:child_process';
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

/** Starts a command in a folder of its own, with a temporary folder below it. */
async function started(
  use: (dir: string, child: ChildProcess, ended: Promise<number | null>) => Promise<void>,
  name: string,
  args: string[],
): Promise<void> {
  const { dir, idpUrl, target, close } = await bench({ kind: 'strict' });
  try {
    const tmp = path.join(dir, 'tmp');
    await mkdir(tmp);
    const child = spawn(process.execPath, [main, name, '--target', target, '--idp-url', idpUrl, ...args], {
      cwd: dir,
      env: { ...process.env, TMPDIR: tmp },
      stdio: 'ignore',
    });
    await use(dir, child, new Promise((resolve) => child.once('close', resolve)));
    expect(await readdir(tmp)).toEqual([]);
  } finally {
    await close();
  }
}

for (const [name, args, sign, expected] of commands) {
  test(`${name} ends and clears up`, () =>
    started(
      async (dir, child, ended) => {
        await expect.poll(() => isThere(path.join(dir, sign)), { timeout: 30_000 }).toBe(true);
        child.kill('SIGINT');
        expect(await ended).toBe(expected);
      },
      name,
      args,
    ));
}

test('a run with traces keeps one of every visitor', () =>
  started(
    async (dir, _child, ended) => {
      expect(await ended).toBe(0);
      // The subject, the victim, and the case itself.
      expect((await readdir(path.join(dir, 'out/traces'))).length).toBeGreaterThanOrEqual(3);
    },
    'run',
    ['--out', 'out', '--trace', '--case', 'accept/sig-both'],
  ));
