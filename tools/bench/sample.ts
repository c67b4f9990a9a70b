/** The sample that the bench measures against: a service provider in a process of its own, and a run's command line. */

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '../../reports/result.ts';

const main = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

export interface TimedRun {
  /** From starting the command to its end, milliseconds. */
  elapsedMs: number;
  result: Result;
  /** Every exchange that the run made, controls included. */
  exchanges: number;
}

/**
 * Runs `samlproof demo` against the strict sample with these options, without screenshots, and times it from outside. One case
 * goes ahead untimed: keys are made once in the life of a state folder, not once a run.
 */
export async function timedRun(args: string[]): Promise<TimedRun> {
  const dir = await mkdtemp(path.join(tmpdir(), 'samlproof-bench-'));
  try {
    const demo = ['demo', '--sp', 'strict', '--quiet', '--no-screenshots'];
    await command([...demo, '--driver', 'http', '--case', 'accept/sig-both'], dir);
    const started = performance.now();
    await command([...demo, ...args], dir);
    const elapsedMs = performance.now() - started;
    const result = JSON.parse(await readFile(path.join(dir, 'samlproof-report', 'result.json'), 'utf8')) as Result;
    const exchanges = result.controls.length + result.cases.reduce((sum, one) => sum + (one.exchanges?.length ?? 0), 0);
    return { elapsedMs, result, exchanges };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function command(args: string[], cwd: string): Promise<void> {
  const child = spawn(process.execPath, [main, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`samlproof ${args.join(' ')} ended with ${code}: ${errors}`);
}
