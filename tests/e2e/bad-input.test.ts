/** What goes wrong outside of samlproof is blamed on whom it belongs to, by exit code and in words. */

import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { selfSignedCertificate } from '../../demo/index.ts';
import { startIdp } from '../../idp/index.ts';
import { freePort } from '../free-port.ts';
import { bench, folder, main, samlproof } from './cli.ts';

test.setTimeout(300_000);

const http = ['--driver', 'http'];

test('a profile with several mistakes: exit 3, every one with its path', async () => {
  const dir = await folder();
  await writeFile(
    path.join(dir, 'target.yaml'),
    'schemaVersion: 1\nname: X\nsp: { entityId: a, acsUrl: nowhere }\nsignIn: { startURL: http://localhost:1/ }\nprotectedPage: { url: http://localhost:1/me, signedIn: { status: two } }\n',
  );
  const { code, stderr } = await samlproof(['run', '--target', 'target.yaml', ...http], dir);
  expect(code).toBe(3);
  for (const named of ['sp.acsUrl', 'signIn.startURL', 'startUrl', 'protectedPage.signedIn.status']) {
    expect(stderr).toContain(named);
  }
});

test('an address that is none: exit 3, naming the option and what was found', async () => {
  const dir = await folder();
  for (const [option, value] of [
    ['--idp-url', 'idp.example'],
    ['--idp-url', 'ftp://idp.example'],
    ['--idp-url', 'http://127.0.0.1:219813'],
    ['--listen', '127.0.0.1:99999'],
  ] as const) {
    const { code, stderr } = await samlproof(['idp', option, value], dir);
    expect(code, stderr).toBe(3);
    expect(stderr).toContain(option);
    expect(stderr).toContain(`found «${value}»`);
  }
});

test('a target beyond loopback without authorization: exit 3', async () => {
  const dir = await folder();
  await writeFile(
    path.join(dir, 'target.yaml'),
    'schemaVersion: 1\nname: X\nsp: { entityId: a, acsUrl: https://sp.example/acs }\nsignIn: { startUrl: https://sp.example/login }\nprotectedPage: { url: https://sp.example/me, signedIn: { status: 200 } }\n',
  );
  const { code, stderr } = await samlproof(['run', '--target', 'target.yaml', ...http], dir);
  expect(code).toBe(3);
  expect(stderr).toContain('authorization');
});

test('a reader that has seen enough is no error', async () => {
  const child = spawn(process.execPath, [main, 'cases'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  expect([code, errors]).toEqual([0, '']);
});

test('unknown cases and areas: exit 3 with the nearest real name', async () => {
  const sample = await bench({ kind: 'strict' });
  try {
    const { code, stderr } = await sample.run([...http, '--area', 'wraping']);
    expect(code).toBe(3);
    expect(stderr).toContain('did you mean wrapping?');
  } finally {
    await sample.close();
  }
});

test('a check that the sample does not know: exit 3 with the nearest one', async () => {
  const { code, stderr } = await samlproof(['demo', '--sp', 'strict', '--forget', 'audiance', ...http], await folder());
  expect(code).toBe(3);
  expect(stderr).toContain('«audiance» (did you mean audience?)');
});

test('an SP that nobody serves: exit 2, naming the step and the URL', async () => {
  const port = await freePort();
  const sample = await bench({ kind: 'strict' }, (profile) => {
    profile['signIn'] = { startUrl: `http://localhost:${port}/login` };
  });
  try {
    const { code, stderr, stdout } = await sample.run(http);
    expect(code).toBe(2);
    expect(stdout + stderr).toContain(`http://localhost:${port}/login`);
  } finally {
    await sample.close();
  }
});

test('a start page that never reaches the identity provider: exit 2, said so', async () => {
  const lost = createServer((_request, response) => response.end('<p>welcome</p>'));
  await new Promise<void>((resolve) => lost.listen(0, '127.0.0.1', resolve));
  const { port } = lost.address() as { port: number };
  const sample = await bench({ kind: 'strict' }, (profile) => {
    profile['signIn'] = { startUrl: `http://127.0.0.1:${port}/login` };
    profile['limits'] = { stepSeconds: 3 };
  });
  try {
    const { code, stdout, stderr } = await sample.run(['--driver', 'browser']);
    expect(code).toBe(2);
    expect(stdout + stderr).toMatch(/identity provider/);
  } finally {
    await sample.close();
    lost.close();
  }
});

test('an SP that trusts another certificate: the control is refused, exit 2, nothing is green', async () => {
  const sample = await bench({ kind: 'strict' });
  try {
    const { code, result } = await sample.run([...http, '--state', 'another-state']);
    expect(code).toBe(2);
    expect(result?.controls[0]?.outcome).toBe('refused');
    expect(result?.cases.filter((one) => one.verdict === 'pass' && one.expect !== 'inspect')).toEqual([]);
  } finally {
    await sample.close();
  }
});

test('an SP that dies in mid-run: the rest is inconclusive, the result is readable, exit 2', async () => {
  const sample = await bench({ kind: 'strict', killAfterPosts: 20 });
  try {
    const { code, result } = await sample.run(http);
    expect(code).toBe(2);
    const verdicts = new Set(result?.cases.map((one) => one.verdict));
    expect(verdicts).toContain('inconclusive');
    expect(verdicts).toContain('pass');
  } finally {
    await sample.close();
  }
});

test('an SP on https with a certificate of its own is driven all the same on loopback', async () => {
  const sample = await bench({ kind: 'strict', forceAuthn: true, https: selfSignedCertificate() });
  try {
    const { code, result } = await sample.run([
      ...http,
      '--resilience',
      '--area',
      'session',
      '--area',
      'metadata',
      '--area',
      'conditions',
    ]);
    expect(result?.cases.filter((one) => one.verdict === 'not-applicable').map((one) => one.id)).toEqual([]);
    expect(code).toBe(0);
  } finally {
    await sample.close();
  }
});

test('a busy port and a locked state folder: exit 3, named', async () => {
  const sample = await bench({ kind: 'strict' });
  const idp = await startIdp({ baseUrl: sample.idpUrl, state: path.join(sample.dir, 'held') });
  try {
    const busy = await sample.run(http);
    expect(busy.code).toBe(3);
    expect(busy.stderr).toContain(`Port ${new URL(sample.idpUrl).port}`);
    const locked = await sample.run([...http, '--state', 'held', '--idp-url', `http://127.0.0.1:${await freePort()}`]);
    expect(locked.code).toBe(3);
    expect(locked.stderr).toContain(String(process.pid));
  } finally {
    await idp.close();
    await sample.close();
  }
});

test('a start page that needs a script, with the http driver: exit 3, advice', async () => {
  const scripted = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<script>location.href = "/elsewhere"</script>');
  });
  await new Promise<void>((resolve) => scripted.listen(0, '127.0.0.1', resolve));
  const { port } = scripted.address() as { port: number };
  const sample = await bench({ kind: 'strict' }, (profile) => {
    profile['signIn'] = { startUrl: `http://127.0.0.1:${port}/login` };
  });
  try {
    const { code, stderr } = await sample.run(http);
    expect(code).toBe(3);
    expect(stderr).toContain('browser');
  } finally {
    await sample.close();
    scripted.close();
  }
});
