/** The two ways to work through a run's items: in this process over HTTP, or in Playwright's workers. */

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Observation } from '../observation.ts';
import { collect, type CollectContext } from './collect.ts';
import type { Message } from './forwarder.ts';
import type { RunItem } from './items.ts';
import { jobVariable, type Job } from './job.ts';
import { listenTo, type Hear } from './listening.ts';

/**
 * N at a time, in order, until the end, the abort or a `false`. Observations are heard one at a time. What a worker or the
 * hearer throws stops the others after the item that they are at, and is thrown then.
 */
export async function runInProcess(
  items: RunItem[],
  context: CollectContext,
  workers: number,
  hear: Hear,
  signal: AbortSignal | undefined,
  begin?: (item: RunItem) => void,
): Promise<void> {
  const queue = [...items];
  let over = false;
  let heard: Promise<void> = Promise.resolve();
  const tell = async (item: RunItem, observation: Observation): Promise<void> => {
    if (!(await hear(item, observation))) over = true;
  };
  async function work(): Promise<void> {
    try {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
        if (over || signal?.aborted) return;
        const one = item;
        begin?.(one);
        const observation = await collect(one, context);
        heard = heard.then(() => tell(one, observation));
        await heard;
      }
    } catch (error) {
      over = true;
      throw error;
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: workers }, work));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Playwright itself could not run the items. Exit code 4. */
export class WorkersError extends Error {
  readonly code = 'workers-failed';
}

/**
 * Starts `playwright test` with the run's own configuration and hears its workers' observations.
 * @throws {WorkersError} when Playwright fails outside of any item
 */
export async function runInBrowsers(
  job: Omit<Job, 'scratch'>,
  hear: Hear,
  signal: AbortSignal | undefined,
  begin?: (item: RunItem) => void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'samlproof-run-'));
  try {
    const file = join(folder, 'job.json');
    const full: Job = { ...job, scratch: join(folder, 'scratch') };
    await writeFile(file, JSON.stringify(full), { mode: 0o600 });
    await superviseChild(file, full, hear, signal, begin);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function superviseChild(
  jobFile: string,
  job: Job,
  hear: Hear,
  signal: AbortSignal | undefined,
  begin?: (item: RunItem) => void,
): Promise<void> {
  const here = import.meta.url;
  const require = createRequire(here);
  // The copy that the compiled spec imports: two copies of Playwright in one process refuse to work together.
  const cli = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js');
  const config = fileURLToPath(new URL(`playwright.config.${here.endsWith('.ts') ? 'ts' : 'js'}`, here));
  const child = spawn(process.execPath, [cli, 'test', '-c', config], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: workerEnvironment(jobFile),
    // Its own process group: Ctrl-C reaches it through us alone, once, so that it can clean up.
    detached: process.platform !== 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-4_000)));
  }
  const trouble: string[] = [];
  const listening = listenTo(job.items, hear, () => signal?.aborted === true, begin);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    child.kill('SIGINT');
    const timer = setTimeout(() => killGroup(child.pid), 5_000);
    child.once('exit', () => clearTimeout(timer));
  };
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();

  child.on('message', (message: Message) => {
    if (message.kind === 'harness' && message.key === null) trouble.push(message.error);
    else if (!stopping) listening.take(message, stop);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  signal?.removeEventListener('abort', stop);
  await listening.end();
  // Exit code 1 only says that some item gave no observation; those were heard.
  if (!stopping && (trouble.length > 0 || (code !== 0 && code !== 1))) {
    throw new WorkersError(`the browser workers failed (exit ${code}): ${trouble.join('\n') || output.trim()}`);
  }
}

/** Without what a surrounding Playwright would hand down; our workers belong to no other run. */
function workerEnvironment(jobFile: string): NodeJS.ProcessEnv {
  const env = Object.entries(process.env).filter(
    ([name]) => !/^(TEST_|PW_?TEST|PLAYWRIGHT_(?!BROWSERS_PATH))/.test(name),
  );
  // Nothing is left to compile in dist/, and Playwright's loader thread costs every process a third of its start (measured).
  const loader = import.meta.url.endsWith('.ts') ? {} : { PW_DISABLE_TS_ESM: '1' };
  return { ...Object.fromEntries(env), ...loader, [jobVariable]: jobFile };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
