/** Runs an owner's hook: a URL is posted to, anything else is a command line in the profile's folder. */

import { spawn } from 'node:child_process';
import { request } from 'undici';
import { makeAgents } from './http-agents.ts';
import { directNetwork, explained, type Network } from './http-network.ts';

/** Long enough for a service that restarts, short enough for a run that has to end. */
export const hookTimeoutMs = 60_000;

export interface HookOptions {
  /** Where a command line is run. */
  folder: string;
  /** The way to a URL; default: direct. */
  network?: Network | undefined;
  /** Milliseconds; default `hookTimeoutMs`. */
  timeoutMs?: number;
}

/** @returns what went wrong, in words for the report, or null */
export async function runHook(hook: string, options: HookOptions): Promise<string | null> {
  const { folder, network = directNetwork, timeoutMs = hookTimeoutMs } = options;
  return /^https?:\/\//i.test(hook) ? await post(hook, network, timeoutMs) : await command(hook, folder, timeoutMs);
}

async function post(url: string, network: Network, timeoutMs: number): Promise<string | null> {
  // The owner's own machine often has a certificate of its own making; nothing secret is sent.
  const agents = makeAgents(network, { anyCertificate: true });
  try {
    const headers = { 'user-agent': 'samlproof hook' };
    const answer = await request(url, {
      method: 'POST',
      dispatcher: agents.of(url),
      headers,
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body.dump();
    return answer.statusCode < 400 ? null : `POST ${url} answered ${answer.statusCode}; expected a status below 400`;
  } catch (error) {
    const why = explained(network, url, error instanceof Error ? error.message : String(error));
    return `POST ${url} did not work within ${timeoutMs / 1000} s: ${why}`;
  } finally {
    await agents.close();
  }
}

async function command(line: string, folder: string, timeoutMs: number): Promise<string | null> {
  const ownGroup = process.platform !== 'win32';
  const child = spawn(line, { cwd: folder, shell: true, stdio: ['ignore', 'pipe', 'pipe'], detached: ownGroup });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-500)));
  }
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    // With its children: the shell alone would leave behind what it waits for.
    if (ownGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill();
  }, timeoutMs);
  const code = await new Promise<number | null | Error>((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
  clearTimeout(timer);
  if (code === 0) return null;
  if (code instanceof Error) return `the command «${line}» could not be started: ${code.message}`;
  if (late) return `the command «${line}» was ended after ${timeoutMs / 1000} s`;
  return `the command «${line}» ended with ${code ?? 'no code'}: ${output.trim()}`;
}
