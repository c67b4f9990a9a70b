/**
 * Fills dist/: compiles with plain tsc, then copies what tsc leaves behind (templates, schemas, styles) beside the compiled files.
 * Comments stay in the declarations, where editors show them, and JSON goes without its white space: it is what people install.
 */

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
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
      if (name.endsWith('.json')) {
        writeFileSync(path.join(dist, name), JSON.stringify(JSON.parse(readFileSync(path.join(root, name), 'utf8'))));
      } else copyFileSync(path.join(root, name), path.join(dist, name));
    }
  }
}

if (!existsSync(path.join(root, 'tsconfig.build.json'))) process.exit(0);
rmSync(dist, { recursive: true, force: true });
const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
const compile = (...options) =>
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...options], { cwd: root, stdio: 'inherit' });
try {
  compile('--removeComments', '--declaration', 'false');
  compile('--emitDeclarationOnly');
} catch {
  process.exit(1);
}
for (const room of rooms) copyAssets(room);
const main = path.join(dist, 'cli', 'main.js');
if (existsSync(main)) chmodSync(main, 0o755);
