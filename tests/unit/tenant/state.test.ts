/** The state folder: private, one process at a time, the same keys after a restart, clear words when it cannot be used. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { keyring } from '../../../idp/tenant/keys.ts';
import { registerTarget } from '../../../idp/tenant/registration.ts';
import { openState } from '../../../idp/tenant/state.ts';
import { loadTenant, saveTenant } from '../../../idp/tenant/store.ts';

const now = () => new Date('2026-11-22T10:00:00Z');
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

test('folder, keys and secret are for their owner only', async () => {
  const info = test.info();
  const folder = info.outputPath('state');
  const state = await openState(folder);
  keyring(state, now)('idp');
  saveTenant(state, loadTenant(state));
  expect(mode(folder)).toBe('700');
  for (const file of ['keys/idp.json', 'control-secret', 'tenant.json', 'lock']) {
    expect([file, mode(join(folder, file))]).toEqual([file, '600']);
  }
  expect(readFileSync(join(folder, 'control-secret'), 'utf8').trim()).toBe(state.secret);
  expect(state.secret.length).toBeGreaterThanOrEqual(43);
  await state.close();
  expect(readdirSync(folder).sort()).toEqual(['control-secret', 'keys', 'tenant.json']);
});

test('after a restart: the same keys, secret and tenant', async () => {
  const info = test.info();
  const folder = info.outputPath('state');
  const look = async () => {
    const state = await openState(folder);
    const tenant = loadTenant(state);
    const spec = { name: 'N', entityId: 'urn:n', acsUrls: ['https://n/acs'], users: ['new.person@contoso.com'] };
    const { appId } = registerTarget(tenant, spec);
    saveTenant(state, tenant);
    const ring = keyring(state, now);
    const seen = { certificates: [ring('idp'), ring('second')].map((key) => key.certificate), secret: state.secret };
    await state.close();
    return { ...seen, appId, users: tenant.users.map(({ id }) => id) };
  };
  expect(await look()).toEqual(await look());
});

test('a folder in use is refused, naming the process; it is free again after close', async () => {
  const info = test.info();
  const folder = info.outputPath('state');
  const state = await openState(folder);
  await expect(openState(folder)).rejects.toMatchObject({
    code: 'state-locked',
    message: expect.stringMatching(new RegExp(`${process.pid}.*--state`)),
  });
  const reader = await openState(folder, { readOnly: true });
  expect(reader.secret).toBe(state.secret);
  expect(() => reader.write('tenant.json', '')).toThrow(expect.objectContaining({ code: 'state-unwritable' }));
  await state.close();
  await (await openState(folder)).close();
});

test('a lock of a living process holds, one of a dead process does not', async () => {
  const info = test.info();
  const folder = info.outputPath('state');
  await (await openState(folder)).close();
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: other.pid, began: null }));
  await expect(openState(folder)).rejects.toMatchObject({ message: expect.stringContaining(`process ${other.pid}`) });
  const gone = once(other, 'exit');
  other.kill('SIGKILL');
  await gone;
  const state = await openState(folder);
  expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  await state.close();
});

for (const [name, text] of [
  ['of our own process id from before a restart', JSON.stringify({ pid: process.pid, began: 'another boot/1' })],
  ['that is empty', ''],
] as const) {
  test(`a lock ${name} is stale`, async () => {
    const info = test.info();
    const folder = info.outputPath('state');
    mkdirSync(folder);
    writeFileSync(join(folder, 'lock'), text);
    await (await openState(folder)).close();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });
}

test('of many that open a stale folder at a time, one wins', async () => {
  const info = test.info();
  const folder = info.outputPath('state');
  mkdirSync(folder);
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, began: null }));
  const opened = await Promise.allSettled(Array.from({ length: 8 }, () => openState(folder)));
  const won = opened.filter((one) => one.status === 'fulfilled');
  expect(won).toHaveLength(1);
  await won[0]?.value.close();
});

test('a place that cannot be written is named', async () => {
  const info = test.info();
  const file = info.outputPath('file');
  writeFileSync(file, '');
  const folder = join(file, 'state');
  await expect(openState(folder)).rejects.toMatchObject({
    code: 'state-unwritable',
    message: expect.stringContaining(folder),
  });
  if (process.getuid?.() === 0) return;
  const closed = info.outputPath('closed');
  mkdirSync(closed);
  chmodSync(closed, 0o500);
  await expect(openState(join(closed, 'state'))).rejects.toMatchObject({ code: 'state-unwritable' });
});

test('a damaged key or tenant is named, not replaced', async () => {
  const info = test.info();
  const folder = info.outputPath('state');
  const state = await openState(folder);
  state.write('keys/idp.json', '{"privateKey":"x"}');
  state.write('tenant.json', '{}');
  expect(() => keyring(state, now)('idp')).toThrow(expect.objectContaining({ code: 'state-damaged' }));
  expect(() => loadTenant(state)).toThrow(/tenant\.json/);
  await state.close();
});
