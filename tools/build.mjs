/** Fills dist/: compiles with plain tsc, then copies what tsc leaves behind (templates, schemas, styles) beside the compiled files. */

import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const rooms = ['idp', 'scenarios', 'checker', 'reports', 'cli', 'demo'];
const assets = /\.(hbs|xsd|json|css|svg|client\.js)$/;

function copyAssets(folder) {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) copyAssets(name);
    else if (assets.test(entry.name)) {
      mkdirSync(path.join(dist, folder), { recursive: true });
      copyFileSync(path.join(root, name), path.join(dist, name));
    }
  }
}

if (!existsSync(path.join(root, 'tsconfig.build.json'))) process.exit(0);
rmSync(dist, { recursive: true, force: true });
const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
try {
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
} catch {
  process.exit(1);
}
for (const room of rooms) copyAssets(room);
const main = path.join(dist, 'cli', 'main.js');
if (existsSync(main)) chmodSync(main, 0o755);
