/** Our own tests: units, the self-test of the catalogue, end to end in a browser. A conformance run has a config of its own. */

import { defineConfig } from '@playwright/test';

const soak = process.env['SAMLPROOF_SOAK'] === '1';

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  workers: 2,
  globalSetup: './tests/temp-folder.ts',
  timeout: soak ? 1_800_000 : 60_000,
  forbidOnly: true,
  reporter: [['list', { printSteps: false }], ['./tests/closing-line.ts']],
  projects: soak
    ? [{ name: 'soak', testDir: 'tests/soak' }]
    : [
        { name: 'unit', testDir: 'tests/unit' },
        { name: 'selftest', testDir: 'tests/selftest' },
        { name: 'e2e', testDir: 'tests/e2e' },
      ],
});
