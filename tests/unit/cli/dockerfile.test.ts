/** The Dockerfile, as far as it can be checked without an engine: what it copies, runs and starts is there. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const text = (file: string): string => readFileSync(`${root}${file}`, 'utf8');
const manifest = JSON.parse(text('package.json')) as {
  name: string;
  version: string;
  engines: { node: string };
  bin: Record<string, string>;
  scripts: Record<string, string>;
};

interface Instruction {
  name: string;
  rest: string;
}

const instructions: Instruction[] = text('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
    return { name, rest };
  });

const all = (name: string): string[] => instructions.filter((one) => one.name === name).map(({ rest }) => rest);

test('every instruction is one that Docker knows, and a stage is copied from only after it was named', () => {
  const known = new Set(['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'ENTRYPOINT', 'CMD', 'USER', 'ARG', 'LABEL']);
  for (const { name } of instructions) expect(known.has(name), name).toBe(true);
  const stages: string[] = [];
  for (const { name, rest } of instructions) {
    if (name === 'FROM') stages.push(/ AS (\w+)$/i.exec(rest)?.[1] ?? '');
    const from = /--from=(\S+)/.exec(rest)?.[1];
    if (name === 'COPY' && from !== undefined) expect(stages.slice(0, -1)).toContain(from);
  }
});

test('what is copied is in the repository', () => {
  const tracked = new Set(execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n'));
  const sources = all('COPY')
    .filter((rest) => !rest.includes('--from='))
    .flatMap((rest) => rest.split(/\s+/).slice(0, -1));
  expect(sources.length).toBeGreaterThan(0);
  for (const source of sources) expect(source === '.' || tracked.has(source), source).toBe(true);
});

test('the scripts, the package’s file name and the command are those of package.json', () => {
  const run = all('RUN').join('\n');
  for (const [, script = ''] of run.matchAll(/npm run ([\w:-]+)/g)) expect(manifest.scripts).toHaveProperty(script);
  const packed = `${manifest.name}-${manifest.version}.tgz`;
  const globs = [...`${run}\n${all('COPY').join('\n')}`.matchAll(/\/tmp\/(\S+\.tgz)/g)].map(([, glob = '']) => glob);
  expect(globs.length).toBeGreaterThan(1);
  for (const glob of globs) expect(packed).toMatch(new RegExp(`^${glob.replaceAll('.', '\\.').replace('*', '.*')}$`));
  expect(manifest.bin).toHaveProperty((JSON.parse(all('ENTRYPOINT')[0] ?? '[]') as string[])[0] ?? '');
});

test('the image has a Node that the package supports, and the browser that it names', () => {
  const least = Number(/\d+/.exec(manifest.engines.node)?.[0]);
  for (const from of all('FROM')) expect(Number(/^node:(\d+)-/.exec(from)?.[1])).toBeGreaterThanOrEqual(least);
  const browser = /SAMLPROOF_BROWSER=\/usr\/bin\/(\S+)/.exec(all('ENV').join('\n'))?.[1] ?? 'none';
  expect(all('RUN').join('\n')).toMatch(new RegExp(`apt-get install .*\\b${browser}\\b`));
});

test('nothing of this machine gets into the image: what git ignores, the build context leaves out', () => {
  const ignored = text('.dockerignore').split('\n');
  for (const entry of ['node_modules', 'dist', '.git']) expect(ignored).toContain(entry);
});
