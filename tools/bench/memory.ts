/** Growth of the identity provider over ten thousand sign-ins, each an exchange of its own, in a process of its own. */

import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { Pool } from 'undici';

const signIns = 10_000;
/** Compilation and caches settle first; what grows after that grows for good. */
const warmUp = 3_000;
const atATime = 4;

interface Served {
  ssoUrl: string;
  controlUrl: string;
  secret: string;
}

function requestTo(ssoUrl: string): string {
  const xml = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${randomUUID()}" Version="2.0" IssueInstant="${new Date().toISOString()}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://sp.example/saml</saml:Issuer></samlp:AuthnRequest>`;
  const query = new URLSearchParams({ SAMLRequest: deflateRawSync(xml).toString('base64') });
  return `${new URL(ssoUrl).pathname}?${query.toString()}`;
}

async function signIn(pool: Pool, served: Served): Promise<void> {
  const armed = await pool.request({
    method: 'POST',
    path: '/control/exchanges',
    headers: { authorization: `Bearer ${served.secret}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { cookie } = (await armed.body.json()) as { cookie: { name: string; value: string } };
  const page = await pool.request({
    method: 'GET',
    path: requestTo(served.ssoUrl),
    headers: { cookie: `${cookie.name}=${cookie.value}` },
  });
  const html = await page.body.text();
  if (page.statusCode !== 200 || !html.includes('SAMLResponse'))
    throw new Error(`no sign-in: status ${page.statusCode}`);
}

async function many(pool: Pool, served: Served, count: number): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await signIn(pool, served);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
}

async function residentMiB(child: ChildProcess): Promise<number> {
  child.send('memory');
  const [report] = (await once(child, 'message')) as [{ rssMiB: number }];
  return report.rssMiB;
}

export async function benchMemory(): Promise<Record<string, number>> {
  const child = fork(fileURLToPath(new URL('./memory-idp.js', import.meta.url)), { execArgv: ['--expose-gc'] });
  const [served] = (await once(child, 'message')) as [Served];
  const pool = new Pool(new URL(served.ssoUrl).origin, { connections: atATime });
  try {
    await many(pool, served, warmUp);
    const before = await residentMiB(child);
    const started = performance.now();
    await many(pool, served, signIns);
    const seconds = (performance.now() - started) / 1_000;
    const after = await residentMiB(child);
    return { idpGrowthMiB: after - before, idpAfterMiB: after, idpSignInsPerSecond: signIns / seconds };
  } finally {
    await pool.close();
    child.kill();
  }
}
