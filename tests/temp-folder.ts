/** Gives a test run, its workers and every command that they start one temporary folder, and takes it away at the end. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Playwright calls what this returns after a failure and after Ctrl-C too. */
export default async function temporaryFolder(): Promise<() => Promise<void>> {
  // Playwright's cache of compiled tests stays where it is: in the new folder it would be cold in every run.
  process.env['PLAYWRIGHT_TRANSFORM_CACHE_DIR'] ??= path.join(
    tmpdir(),
    `playwright-transform-cache-${process.geteuid?.() ?? ''}`,
  );
  const folder = await mkdtemp(path.join(tmpdir(), 'samlproof-tests-'));
  process.env['TMPDIR'] = folder;
  // Playwright ends in order on SIGINT only; `timeout` and CI systems send this one.
  process.once('SIGTERM', () => process.kill(process.pid, 'SIGINT'));
  // A command that a test gave up on may still be writing.
  return () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
