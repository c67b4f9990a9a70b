/** The way out of this machine: which proxy leads to a URL, and which further certificate authorities are trusted. */

import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BlockList, isIP } from 'node:net';
import { hostOf, isLoopback } from './site.ts';

/** A proxy as a variable of the environment names it. */
export interface Proxy {
  /** With credentials where it has some: never to be written anywhere. */
  url: string;
  variable: string;
}

/** Plain data: a run hands it to its workers. */
export interface Network {
  http: Proxy | null;
  https: Proxy | null;
  /** Entries of NO_PROXY. */
  direct: string[];
  /** Certificates beside the built-in ones, PEM. */
  authorities: string[];
  /** Where those come from: files, in words. */
  authorityFiles: string[];
}

/** No proxy and nobody trusted beside the built-in authorities. */
export const directNetwork: Network = { http: null, https: null, direct: [], authorities: [], authorityFiles: [] };

/** What the environment or the command line says of the network cannot be used. Exit code 3. */
export class NetworkError extends Error {
  readonly code = 'network-settings';
  readonly exitCode = 3;
}

/**
 * @param caFiles PEM files given on the command line; one in NODE_EXTRA_CA_CERTS counts too
 * @throws {NetworkError}
 */
export async function networkOf(
  env: Record<string, string | undefined> = process.env,
  caFiles: string[] = [],
): Promise<Network> {
  const authorities = await Promise.all(caFiles.map(certificatesIn));
  const extra = env['NODE_EXTRA_CA_CERTS'];
  // Node itself goes on without a file that it cannot read, and says so.
  const inherited = extra ? await certificatesIn(extra).catch(() => []) : [];
  return {
    http: proxyOf(env, 'http_proxy'),
    https: proxyOf(env, 'https_proxy'),
    direct: (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(/[,\s]+/).filter((entry) => entry !== ''),
    authorities: [...inherited, ...authorities.flat()],
    authorityFiles: [...(inherited.length > 0 && extra ? [extra] : []), ...caFiles],
  };
}

/** Lower case wins, as in curl; an empty value means none. */
function proxyOf(env: Record<string, string | undefined>, name: string): Proxy | null {
  const variable = env[name] === undefined ? name.toUpperCase() : name;
  const value = env[variable] ?? '';
  if (value === '') return null;
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new NetworkError(`${variable} is no address of a proxy; expected one such as http://proxy.example:3128.`);
  }
  return { url, variable };
}

async function certificatesIn(file: string): Promise<string[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new NetworkError(`--ca ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0) {
    throw new NetworkError(`--ca ${file} holds no certificate; expected PEM (-----BEGIN CERTIFICATE-----).`);
  }
  try {
    return found.map((pem) => new X509Certificate(pem).toString());
  } catch (cause) {
    throw new NetworkError(`--ca ${file} holds a certificate that cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}

/** The proxy for a URL; null where it is reached directly, which loopback always is. */
export function proxyFor(network: Network, url: string): Proxy | null {
  const proxy = url.startsWith('https:') ? network.https : network.http;
  if (proxy === null || isLoopback(url) || network.direct.some((entry) => covers(entry, url))) return null;
  return proxy;
}

/** `*`, a name and all below it (with or without a leading dot), an address, a range of addresses; a port narrows it. */
function covers(entry: string, url: string): boolean {
  if (entry === '*') return true;
  const host = hostOf(url).toLowerCase();
  const [, address = '', bits = ''] = /^([\d.]+|[\da-f:]+)\/(\d+)$/i.exec(entry) ?? [];
  if (isIP(address) !== 0) return isIP(host) === isIP(address) && inRange(host, address, Number(bits));
  const { name, port } = splitPort(entry);
  if (port !== null && port !== portOf(url)) return false;
  const plain = name.replace(/^\*?\./, '').toLowerCase();
  return plain !== '' && (host === plain || host.endsWith(`.${plain}`));
}

function inRange(host: string, address: string, bits: number): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (bits > (family === 'ipv6' ? 128 : 32)) return false;
  const range = new BlockList();
  range.addSubnet(address, bits, family);
  return range.check(host, family);
}

function splitPort(entry: string): { name: string; port: string | null } {
  const [, bracketed, named, port = null] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
  return { name: bracketed ?? named ?? entry, port };
}

function portOf(url: string): string {
  const { port, protocol } = new URL(url);
  return port || (protocol === 'https:' ? '443' : '80');
}

/** A proxy in words, without its credentials. */
export function nameOf({ url, variable }: Proxy): string {
  return `${new URL(url).origin} (${variable})`;
}

const certificateTrouble = /CERT|certificate|self.signed|unable to (get|verify)|SSL/i;

/** What a failed request to `url` should also say: the proxy that stood between, and where trust comes from. */
export function explained(network: Network, url: string | null, message: string): string {
  if (url === null || !URL.canParse(url)) return message;
  const proxy = proxyFor(network, url);
  const said = [
    ...(proxy === null ? [] : [`through the proxy ${nameOf(proxy)}; NO_PROXY names what is reached without it`]),
    ...(certificateTrouble.test(message) && !isLoopback(url) ? [trustIn(network)] : []),
  ];
  return said.length === 0 ? message : `${message} (${said.join('; ')})`;
}

function trustIn({ authorityFiles }: Network): string {
  return authorityFiles.length === 0
    ? 'a company’s own certificate authority is named with --ca FILE or NODE_EXTRA_CA_CERTS'
    : `trusted beside the built-in authorities: ${authorityFiles.join(', ')}`;
}
