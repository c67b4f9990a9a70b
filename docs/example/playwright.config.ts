/** A service provider's own Playwright suite, with samlproof's fixtures beside its other tests. */

import { defineConfig } from '@playwright/test';

const executablePath = process.env['SAMLPROOF_BROWSER'];

export default defineConfig({
  testMatch: '*.spec.ts',
  workers: 1,
  use: {
    samlproof: {
      target: process.env['SAMLPROOF_TARGET'] ?? 'target.yaml',
      ...(process.env['SAMLPROOF_STATE'] ? { state: process.env['SAMLPROOF_STATE'] } : {}),
      ...(process.env['SAMLPROOF_IDP_URL'] ? { idpUrl: process.env['SAMLPROOF_IDP_URL'] } : {}),
    },
    launchOptions: executablePath ? { executablePath, args: ['--no-sandbox'] } : {},
  },
} as Parameters<typeof defineConfig>[0]);
