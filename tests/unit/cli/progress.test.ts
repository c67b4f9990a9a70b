/** Progress on a stream that only remembers: a living tree on a terminal, a line per area elsewhere, never a colour in a file. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { startProgress } from '../../../cli/progress.ts';

const escape = '\u001B';
const showCursor = `${escape}[?25h`;
const hideCursor = `${escape}[?25l`;

const cases = [
  { id: 'accept/plain', area: 'accept' },
  { id: 'audience/other', area: 'audience' },
  { id: 'audience/empty', area: 'audience' },
];

function stream(isTTY: boolean, columns = 60) {
  const written: string[] = [];
  const fake = { isTTY, columns, rows: 24, write: (text: string) => written.push(text) > 0 };
  return { written, fake: fake as unknown as NodeJS.WriteStream };
}

/** What a terminal shows after these bytes: enough of one for what we send. */
function screen(bytes: string): string[] {
  const lines = [''];
  let row = 0;
  for (const [part] of bytes.matchAll(new RegExp(`${escape}\\[[?\\d;]*[A-Za-z]|[^${escape}]`, 'gu'))) {
    const up = part.startsWith(escape) ? /^\[(\d+)A$/.exec(part.slice(1)) : null;
    if (up) row -= Number(up[1]);
    else if (part === `${escape}[J`) lines.splice(row + 1);
    if (part === `${escape}[J`) lines[row] = '';
    else if (part === '\n') row += 1;
    else if (part === '\r' || part.startsWith(escape)) continue;
    else lines[row] = (lines[row] ?? '') + part;
    lines[row] ??= '';
  }
  return lines;
}

function run(isTTY: boolean, env: Record<string, string>, columns?: number) {
  const { written, fake } = stream(isTTY, columns);
  let clock = 0;
  const progress = startProgress({ cases, quiet: false, stream: fake, now: () => (clock += 1_000), env });
  return { progress, written, shown: () => screen(written.join('')).map((line) => line.trimEnd()) };
}

test('a terminal shows the areas under way, what is driven now, and the time left', () => {
  const { progress, shown, written } = run(true, {});
  progress.say('Testing Notes');
  progress.begin('accept/plain');
  progress.begin('audience/other');
  expect(shown()).toEqual([
    'Testing Notes',
    '  accept       0/1',
    '    accept/plain',
    '  audience     0/2',
    '    audience/other',
    '  0/3',
  ]);
  progress.tick('accept/plain', 'pass', '');
  progress.tick('audience/other', 'fail', 'signed in as «b.simon»');
  progress.begin('audience/empty');
  expect(shown()).toEqual([
    'Testing Notes',
    '✓ accept       1/1  1 passed',
    '  audience     1/2  1 failed',
    '    audience/empty',
    '  2/3  1 failed, 1 passed',
  ]);
  progress.tick('audience/empty', 'pass', '');
  progress.end();
  expect(shown()).toEqual([
    'Testing Notes',
    '✓ accept       1/1  1 passed',
    '✕ audience     2/2  1 failed, 1 passed',
    '    ✕ audience/other  signed in as «b.simon»',
    '',
  ]);
  expect(written.join('')).toContain(`${escape}[31m`);
});

test('the time left is told once enough is known', () => {
  const { fake, written } = stream(true);
  const many = Array.from({ length: 10 }, (_, index) => ({ id: `a/${index}`, area: 'a' }));
  let clock = 0;
  const progress = startProgress({ cases: many, quiet: false, stream: fake, now: () => clock, env: {} });
  for (let index = 0; index < 4; index += 1) {
    clock += 2_000;
    progress.tick(`a/${index}`, 'pass', '');
  }
  expect(screen(written.join('')).at(-1)).toBe('  4/10  4 passed  12.0 s left');
  progress.end();
});

test('the terminal is left as it was found, also when the run is cut short', () => {
  const { progress, shown, written } = run(true, {});
  const waiting = process.listenerCount('exit');
  expect(written.join('')).toContain(hideCursor);
  progress.begin('audience/other');
  progress.tick('audience/other', 'warn', 'slow');
  progress.end();
  progress.end();
  expect(written.at(-1)?.endsWith(showCursor)).toBe(true);
  expect(process.listenerCount('exit')).toBe(waiting - 1);
  expect(shown()).toEqual(['  audience     1/2  1 warning', '    ! audience/other  slow', '']);
});

test('no line is longer than the terminal: a wrapped one could not be taken back', () => {
  const { progress, written } = run(true, {}, 20);
  progress.begin('audience/other');
  progress.tick('audience/empty', 'inconclusive', 'x');
  for (const line of screen(written.join(''))) expect(line.length).toBeLessThan(20);
  progress.end();
});

test('elsewhere an area is a line when it ends, without any code', () => {
  for (const [isTTY, env] of [
    [false, {}],
    [true, { CI: 'true' }],
    [true, { TERM: 'dumb' }],
  ] as const) {
    const { progress, written } = run(isTTY, env);
    progress.say('Testing Notes');
    progress.begin('audience/other');
    progress.tick('audience/other', 'fail', 'signed in\nas \u001B[2J«b.simon»');
    progress.tick('audience/empty', 'pass', '');
    progress.end();
    expect(written.join('')).toBe(
      'Testing Notes\n✕ audience     2/2  1 failed, 1 passed\n    ✕ audience/other  signed in as ⟨U+001B⟩[2J«b.simon»\n',
    );
  }
});

test('NO_COLOR takes the colours, not the tree; quiet takes everything', () => {
  const { progress, written } = run(true, { NO_COLOR: '1' });
  progress.tick('accept/plain', 'pass', '');
  progress.end();
  expect(written.join('')).not.toMatch(/\[\d+m/);
  expect(written.join('')).toContain('✓ accept');
  const quiet = stream(true);
  const silent = startProgress({ cases, quiet: true, stream: quiet.fake, now: () => 0 });
  silent.say('Testing');
  silent.begin('accept/plain');
  silent.tick('accept/plain', 'fail', '');
  silent.end();
  expect(quiet.written).toEqual([]);
});

test('a process that dies gives the cursor back', async () => {
  const program = fileURLToPath(new URL('../../../dist/cli/progress.js', import.meta.url));
  const script = `
    const { startProgress } = await import(${JSON.stringify(program)});
    const stream = { isTTY: true, columns: 80, rows: 24, write: (text) => process.stdout.write(text) };
    startProgress({ cases: [], quiet: false, stream, now: () => 0, env: {} });
    process.exit(130);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(130);
  expect(output.startsWith(hideCursor)).toBe(true);
  expect(output.endsWith(showCursor)).toBe(true);
});
