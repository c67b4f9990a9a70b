/** The browser's way out: Chromium's proxy rules from the same settings, and trust in what our own requests found right. */

import { createHash, type X509Certificate } from 'node:crypto';
import { request, type Dispatcher } from 'undici';
import { makeAgents } from './drive/http-agents.ts';
import type { Network, Proxy } from './drive/http-network.ts';
import { isLoopback, sameOrigin } from './drive/site.ts';

/** The part of Playwright's launch options that depends on the network. */
export interface NetworkLaunch {
  args: string[];
  /** Carries the proxy's credentials, which no argument can. */
  proxy?: { server: string; bypass: string; username: string; password: string };
}

/** How far the way from the start page to the IdP is followed, and how long one hop may take. */
const hopLimit = 10;
const hopMs = 10_000;

/**
 * @param urls pages of the SP that the browser will open
 * @param idpUrl where the way from them ends
 */
export async function networkLaunch(network: Network, urls: string[], idpUrl: string): Promise<NetworkLaunch> {
  const pins = await pinsFor(network, urls, idpUrl);
  const trust = pins.length === 0 ? [] : [`--ignore-certificate-errors-spki-list=${pins.join(',')}`];
  const proxies = network.direct.includes('*') ? [] : [network.https, network.http].filter((one) => one !== null);
  if (proxies.length === 0) return { args: trust };
  const server = [rule('http', network.http), rule('https', network.https)].filter((one) => one !== '').join(';');
  const bypass = network.direct.flatMap(bypassRules).join(';');
  const args = [...trust, `--proxy-server=${server}`, ...(bypass === '' ? [] : [`--proxy-bypass-list=${bypass}`])];
  const known = proxies.map(({ url }) => new URL(url)).find(({ username }) => username !== '');
  if (known === undefined) return { args };
  const username = decodeURIComponent(known.username);
  const password = decodeURIComponent(known.password);
  // With loopback in it Playwright leaves Chromium's own rule alone, which reaches loopback directly; our arguments come later and win.
  return { args, proxy: { server: known.origin, bypass: 'localhost', username, password } };
}

function rule(scheme: string, proxy: Proxy | null): string {
  return proxy === null ? '' : `${scheme}=${new URL(proxy.url).origin}`;
}

/** NO_PROXY's name stands for everything below it too; Chromium wants both said. */
function bypassRules(entry: string): string[] {
  if (/\/\d+$/.test(entry)) return [entry];
  const plain = entry.replace(/^\*?\./, '');
  return /^[\d.:[\]]+$/.test(plain) ? [plain] : [plain, `.${plain}`];
}

/**
 * Chromium takes no further authority at its start, but single keys. So our own requests check the certificates of the hosts on
 * the way against the authorities, and only those keys are passed on: what was not checked stays distrusted.
 */
async function pinsFor(network: Network, urls: string[], idpUrl: string): Promise<string[]> {
  if (network.authorities.length === 0) return [];
  const pins = new Set<string>();
  const agents = makeAgents(network, { onVerified: (certificate) => pins.add(pinOf(certificate)) });
  const seen = new Set<string>();
  const visit = async (first: string): Promise<void> => {
    let url: string | null = first;
    for (let hop = 0; url !== null && hop < hopLimit; hop += 1) {
      if (seen.has(url) || isLoopback(url) || sameOrigin(url, idpUrl)) return;
      seen.add(url);
      const answer: Dispatcher.ResponseData = await request(url, {
        dispatcher: agents.of(url),
        signal: AbortSignal.timeout(hopMs),
      });
      await answer.body.dump();
      const location: string | undefined = [answer.headers['location'] ?? []].flat()[0];
      url = location !== undefined && URL.canParse(location, url) ? new URL(location, url).href : null;
    }
  };
  try {
    // A host that does not answer here will not answer the browser either, which then says so.
    for (const url of urls) await visit(url).catch(() => undefined);
  } finally {
    await agents.close();
  }
  return [...pins];
}

function pinOf(certificate: X509Certificate): string {
  const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}
