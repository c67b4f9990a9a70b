/** Runs every static check side by side — types, lint, format, dead code, generated files — and names each that fails. */

import { spawn } from 'node:child_process';

const checks = {
  types: ['tsc', '--noEmit'],
  lint: [
    'oxlint',
    '--type-aware',
    '--deny-warnings',
    'idp',
    'scenarios',
    'checker',
    'reports',
    'cli',
    'demo',
    'tests',
    'tools',
  ],
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
  'dead code': ['knip', '--no-progress'],
};

function run(name, [command, ...args]) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(`node_modules/.bin/${command}`, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ name, ok: false, output: error.message }));
    child.on('close', (code) => resolve({ name, ok: code === 0, output }));
  });
}

const results = await Promise.all(Object.entries(checks).map(([name, command]) => run(name, command)));
for (const { name, ok, output } of results) {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}`);
  if (!ok) console.log(output);
}
process.exit(results.every((result) => result.ok) ? 0 : 1);
