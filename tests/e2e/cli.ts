/** Runs the compiled command line as a user would: its own process, its own folder. */

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Sample, type SampleOptions, startSample } from '../../demo/index.ts';
import { describeIdp } from '../../idp/describe.ts';
import type { Result } from '../../reports/result.ts';
import { freePort } from '../free-port.ts';

export const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export async function samlproof(args: string[], cwd: string, input?: string): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], { cwd, env: { ...process.env, NO_COLOR: '1' } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.end(input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, stdout, stderr };
}

export async function folder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'samlproof-e2e-'));
}

export interface Bench {
  dir: string;
  idpUrl: string;
  sample: Sample;
  /** Path of the profile, which the test may rewrite first. */
  target: string;
  /** `run` against the sample; returns the exit and the result, if one was written. */
  run: (args?: string[]) => Promise<Ended & { result: Result | null }>;
  close: () => Promise<void>;
}

/** A sample SP that trusts the identity provider of a fresh state folder, and the profile for it. */
export async function bench(
  options: Omit<SampleOptions, 'idp'>,
  change: (profile: Record<string, unknown>) => void = () => undefined,
): Promise<Bench> {
  const dir = await folder();
  const idpUrl = `http://127.0.0.1:${await freePort()}`;
  const { entityId, ssoUrl, certificateBase64 } = await describeIdp({
    state: path.join(dir, '.samlproof'),
    baseUrl: idpUrl,
  });
  const sample = await startSample({ ...options, idp: { entityId, ssoUrl, certificates: [certificateBase64] } });
  const profile = sample.profile();
  change(profile);
  const target = path.join(dir, 'target.json');
  await writeFile(target, JSON.stringify(profile));
  return {
    dir,
    idpUrl,
    sample,
    target,
    run: async (args = []) => {
      const ended = await samlproof(['run', '--target', target, '--idp-url', idpUrl, '--out', 'out', ...args], dir);
      return { ...ended, result: await resultIn(path.join(dir, 'out')) };
    },
    close: sample.close,
  };
}

async function resultIn(dir: string): Promise<Result | null> {
  try {
    return JSON.parse(await readFile(path.join(dir, 'result.json'), 'utf8')) as Result;
  } catch {
    return null;
  }
}

/** Verdict and outcome by case; empty where no result was written. */
export function verdicts(result: Result | null): Record<string, string> {
  return Object.fromEntries((result?.cases ?? []).map((one) => [one.id, `${one.verdict} ${one.outcome ?? ''}`.trim()]));
}
