/** The order in which a browser is looked for, and what is said. */

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findBrowser, launchArguments, NoBrowserError } from '../../../scenarios/browser-path.ts';

async function folderWith(...names: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'samlproof-browser-'));
  for (const name of names) {
    await writeFile(join(folder, name), '');
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

const none = {
  ownBuild: () => Promise.resolve(undefined),
  platform: 'linux' as const,
  runCommand: () => Promise.resolve(1),
};

test('SAMLPROOF_BROWSER comes first, and must be there', async () => {
  const folder = await folderWith('mine', 'chromium');
  const mine = join(folder, 'mine');
  expect(await findBrowser({ ...none, env: { SAMLPROOF_BROWSER: mine, PATH: folder } })).toBe(mine);
  await expect(findBrowser({ ...none, env: { SAMLPROOF_BROWSER: '/nowhere', PATH: folder } })).rejects.toThrow(
    /nowhere/,
  );
  await rm(folder, { recursive: true });
});

test('Playwright’s own build before the system’s, a headless shell before Chrome, Chrome before Edge', async () => {
  const folder = await folderWith('microsoft-edge', 'google-chrome', 'chromium-headless-shell');
  const env = { PATH: folder };
  expect(await findBrowser({ ...none, env, ownBuild: () => Promise.resolve('/own') })).toBe('/own');
  expect(await findBrowser({ ...none, env })).toBe(join(folder, 'chromium-headless-shell'));
  expect(await findBrowser({ ...none, env, headed: true })).toBe(join(folder, 'google-chrome'));
  await rm(folder, { recursive: true });
});

test('installs Playwright’s shell, says so, and uses it', async () => {
  const said: string[] = [];
  const commands: string[] = [];
  let installed: string | undefined;
  const found = await findBrowser({
    env: { PATH: '' },
    platform: 'linux',
    say: (sentence) => said.push(sentence),
    ownBuild: () => Promise.resolve(installed),
    runCommand: (command, args) => {
      commands.push([command, ...args].join(' '));
      installed = '/shell';
      return Promise.resolve(0);
    },
  });
  expect(found).toBe('/shell');
  expect(commands).toEqual(['npx playwright install --only-shell chromium']);
  expect(said).toHaveLength(1);
});

test('names three ways out when nothing helps', async () => {
  const failure = findBrowser({ ...none, env: { PATH: '' }, isRoot: false });
  await expect(failure).rejects.toThrow(NoBrowserError);
  await expect(failure).rejects.toThrow(/\(1\).*playwright install.*\(2\).*Chrome.*\(3\).*SAMLPROOF_BROWSER/);
});

test('the sandbox is left out for root only', () => {
  expect(launchArguments(true)).toContain('--no-sandbox');
  expect(launchArguments(false)).not.toContain('--no-sandbox');
});
