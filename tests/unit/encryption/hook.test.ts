/** An owner's hook is a command in the profile's folder or a URL, and whatever goes wrong with it is said in words. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runHook } from '../../../scenarios/drive/roll-over-hook.ts';

let folder: string;
let server: Server;
let seen: string[] = [];

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samlproof-hook-'));
  seen = [];
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (request.url === '/hangs') return;
    response.writeHead(request.url === '/broken' ? 503 : 204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
test.afterEach(async () => {
  rmSync(folder, { recursive: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const url = (path: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

test('a URL is posted to', async () => {
  expect(await runHook(url('/reload'), { folder })).toBeNull();
  expect(seen).toEqual(['POST /reload']);
});

test('a status of 400 or more, and no answer at all, are told', async () => {
  expect(await runHook(url('/broken'), { folder })).toMatch(/answered 503/);
  expect(await runHook(url('/hangs'), { folder, timeoutMs: 300 })).toMatch(/did not work within 0.3 s/);
});

test('a command runs in the folder of the profile', async () => {
  expect(await runHook('echo told > told.txt', { folder })).toBeNull();
  expect(readFileSync(join(folder, 'told.txt'), 'utf8').trim()).toBe('told');
});

test('a command that fails, that is none, or that does not end is told with its words', async () => {
  expect(await runHook('echo no such tenant >&2; exit 3', { folder })).toMatch(/ended with 3: no such tenant/);
  expect(await runHook('samlproof-no-such-command', { folder })).toMatch(/ended with 127/);
  expect(await runHook('sleep 30', { folder, timeoutMs: 300 })).toMatch(/was ended after 0.3 s/);
});
