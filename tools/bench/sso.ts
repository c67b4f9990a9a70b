/** Whole sign-ins over HTTP with the session present — AuthnRequest in, signed response page out — beside the npm package samlp, in one run. */

import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

export interface SsoRates {
  /** How many times faster than samlp: the median of the rounds' ratios. */
  ssoRatioToSamlp: number;
  ssoPerSecond: number;
  samlpPerSecond: number;
}

/** Alternating short rounds, so that a busy machine slows both sides alike. */
const rounds = 11;
const secondsARound = 1;
/** The compiler needs these. */
const warmUpRounds = 3;
/** Enough that the server always has the next request at hand, however seldom the busy machine lets the client run. */
const connections = 24;

interface Served {
  child: ChildProcess;
  ssoUrl: string;
}

async function serve(file: string): Promise<Served> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)));
  const died = once(child, 'exit').then(() => {
    throw new Error(`${file} ended before it served`);
  });
  const [{ ssoUrl }] = (await Promise.race([once(child, 'message'), died])) as [{ ssoUrl: string }];
  died.catch(() => undefined);
  return { child, ssoUrl };
}

function requestUrl(ssoUrl: string): string {
  const xml = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${randomUUID()}" Version="2.0" IssueInstant="${new Date().toISOString()}" AssertionConsumerServiceURL="https://sp.example/saml/acs"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://sp.example/saml</saml:Issuer></samlp:AuthnRequest>`;
  const query = new URLSearchParams({ SAMLRequest: deflateRawSync(xml).toString('base64'), RelayState: 'state' });
  return `${ssoUrl}?${query.toString()}`;
}

/** Signs in by the pages, and gives the Cookie header of that browser. */
async function signedIn(ssoUrl: string): Promise<string> {
  const flow = new URL(requestUrl(ssoUrl)).search.slice(1);
  const body = new URLSearchParams({ binding: 'redirect', flow, user: 'b.simon@contoso.com' });
  const answer = await fetch(new URL('login', ssoUrl), { method: 'POST', body });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function assertAnswers(url: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(url, { headers });
  const html = await answer.text();
  if (answer.status !== 200 || !html.includes('SAMLResponse')) {
    throw new Error(`${new URL(url).origin} does not sign in: status ${answer.status}`);
  }
}

async function rate(url: string, headers: Record<string, string>): Promise<number> {
  const { default: autocannon } = await import('autocannon');
  const result = await autocannon({ url, headers, connections, duration: secondsARound });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed`);
  return result['2xx'] / result.duration;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Takes about half a minute. */
export async function benchSso(): Promise<SsoRates> {
  const [ours, theirs] = await Promise.all([serve('./sso-ours.js'), serve('./sso-samlp.js')]);
  try {
    const cookie = { cookie: await signedIn(ours.ssoUrl) };
    const ourUrl = requestUrl(ours.ssoUrl);
    const theirUrl = requestUrl(theirs.ssoUrl);
    await assertAnswers(ourUrl, cookie);
    await assertAnswers(theirUrl, {});
    const measured: [number, number][] = [];
    for (let round = 0; round < warmUpRounds + rounds; round += 1) {
      measured.push([await rate(ourUrl, cookie), await rate(theirUrl, {})]);
    }
    const counted = measured.slice(warmUpRounds);
    return {
      ssoRatioToSamlp: median(counted.map(([mine, other]) => mine / other)),
      ssoPerSecond: Math.round(median(counted.map(([mine]) => mine))),
      samlpPerSecond: Math.round(median(counted.map(([, other]) => other))),
    };
  } finally {
    ours.child.kill();
    theirs.child.kill();
  }
}
