/** What people install: the packed package in an empty folder, configured and run against a sample SP. */

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { startSample } from '../../demo/index.ts';
import { describeIdp } from '../../idp/describe.ts';
import { freePort } from '../free-port.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Megabytes of files that the package itself may bring. */
const largestMegabytes = 3;

/** Declarations that a packed one imports and that are not packed themselves. */
async function missingDeclarations(names: string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const name of names.filter((one) => one.endsWith('.d.ts'))) {
    const text = await readFile(path.join(root, name), 'utf8');
    for (const [, imported = ''] of text.matchAll(/(?:from|import\()\s*['"](\.[^'"]+)['"]/g)) {
      const declaration = path.join(path.dirname(name), imported.replace(/\.[jt]s$/, '.d.ts'));
      if (!names.includes(declaration)) missing.push(`${name}: ${imported}`);
    }
  }
  return missing;
}

test('npm pack, install in an empty folder, init, run', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'samlproof-package-'));
  const packed = await run('npm', ['pack', '--json', '--pack-destination', dir], { cwd: root, maxBuffer: 20_000_000 });
  const [{ filename, unpackedSize, files }] = JSON.parse(packed.stdout.slice(packed.stdout.indexOf('['))) as [
    { filename: string; unpackedSize: number; files: { path: string }[] },
  ];
  expect(unpackedSize / 1_000_000).toBeLessThan(largestMegabytes);
  const names = files.map((file) => file.path);
  expect(names.filter((name) => /^(tests|node_modules)\/|\.tgz$|tsbuildinfo$/.test(name))).toEqual([]);
  expect(names).toContain('dist/idp/index.d.ts');
  expect(await missingDeclarations(names)).toEqual([]);

  await writeFile(path.join(dir, 'package.json'), '{"type":"module"}');
  await run('npm', ['install', '--no-audit', '--no-fund', path.join(dir, filename)], { cwd: dir });

  const idpUrl = `http://127.0.0.1:${await freePort()}`;
  const { entityId, ssoUrl, certificateBase64 } = await describeIdp({
    state: path.join(dir, '.samlproof'),
    baseUrl: idpUrl,
  });
  const sample = await startSample({ kind: 'strict', idp: { entityId, ssoUrl, certificates: [certificateBase64] } });
  try {
    await run(
      'npx',
      [
        'samlproof',
        'init',
        '--from',
        sample.metadataUrl,
        '--start-url',
        sample.loginUrl,
        '--protected-url',
        `${sample.meUrl}?json`,
        '-o',
        'target.yaml',
      ],
      { cwd: dir },
    );
    // What a person does by hand: this SP demands a claim.
    const profile = path.join(dir, 'target.yaml');
    await writeFile(profile, (await readFile(profile, 'utf8')).replace('  # claims:', '  claims:'));
    const { stdout } = await run(
      'npx',
      [
        'samlproof',
        'run',
        '--target',
        'target.yaml',
        '--idp-url',
        idpUrl,
        '--driver',
        'http',
        '--area',
        'conditions',
        '--json',
      ],
      { cwd: dir },
    );
    const summary = JSON.parse(stdout) as { exitCode: number; summary: { verdicts: Record<string, number> } };
    expect(summary.exitCode).toBe(0);
    expect(summary.summary.verdicts['pass']).toBeGreaterThan(5);
    await writeFile(
      path.join(dir, 'idp.mjs'),
      "import { startIdp } from 'samlproof/idp';\nconst idp = await startIdp({ baseUrl: 'http://127.0.0.1:0' });\nconsole.log(idp.baseUrl);\nawait idp.close();\n",
    );
    expect((await run('node', ['idp.mjs'], { cwd: dir })).stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  } finally {
    await sample.close();
  }
});
