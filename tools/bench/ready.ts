/** From the command `samlproof idp` to its first answer, with a new state folder and with one that has its keys. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Figures are medians, because making a key takes as long as chance will have it. */
const rounds = 5;
const LOOK_EVERY_MS = 10;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const statusOf = (url: string): Promise<number> =>
  new Promise((resolve) => {
    get(url, { agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    }).on('error', () => resolve(0));
  });

/** User and system time of a process so far, ms; null where there is no /proc. */
async function cpuOf(pid: number): Promise<number | null> {
  try {
    const fields = await readFile(`/proc/${pid}/stat`, 'utf8');
    const [user, system] = fields
      .slice(fields.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) * 10;
  } catch {
    return null;
  }
}

interface Start {
  wallMs: number;
  cpuMs: number | null;
}

/** The signed metadata is asked for: whoever gets it can be told that the IdP is up. */
async function start(state: string): Promise<Start> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const main = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
  const began = performance.now();
  const child = spawn(process.execPath, [main, 'idp', '--quiet', '--state', state, '--idp-url', base], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const url = `${base}/contoso.com/federationmetadata/2007-06/federationmetadata.xml`;
  while ((await statusOf(url)) !== 200) {
    if (child.exitCode !== null) throw new Error('samlproof idp ended before it answered');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const wallMs = performance.now() - began;
  const cpuMs = await cpuOf(child.pid ?? 0);
  child.kill('SIGTERM');
  await ended;
  return { wallMs, cpuMs };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** `idpReadyMs` is the slower of the two: a folder without keys. Takes about ten seconds. */
export async function benchReady(): Promise<Record<string, number>> {
  const fresh: Start[] = [];
  const kept: Start[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const state = await mkdtemp(join(tmpdir(), 'samlproof-ready-'));
    try {
      fresh.push(await start(state));
      kept.push(await start(state));
    } finally {
      await rm(state, { recursive: true, force: true });
    }
  }
  const cpu = (starts: Start[]): number => median(starts.flatMap(({ cpuMs }) => cpuMs ?? []));
  return {
    idpReadyMs: median(fresh.map(({ wallMs }) => wallMs)),
    idpReadyAgainMs: median(kept.map(({ wallMs }) => wallMs)),
    idpReadyCpuMs: cpu(fresh),
    idpReadyAgainCpuMs: cpu(kept),
  };
}
