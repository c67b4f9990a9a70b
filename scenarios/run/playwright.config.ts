/** The Playwright configuration of a conformance run's workers; our own tests have another one. */

import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { readJob } from './job.ts';

const job = readJob();
const { headless, ...launchOptions } = job.browser;
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

export default defineConfig({
  testDir: beside('.'),
  testMatch: `exchange.spec.${extension}`,
  outputDir: job.scratch,
  fullyParallel: true,
  workers: job.workers,
  timeout: job.itemTimeoutMs,
  retries: 0,
  reporter: [[beside(`forwarder.${extension}`)]],
  use: {
    trace: 'off',
    video: 'off',
    screenshot: 'off',
    headless,
    launchOptions,
  },
});
