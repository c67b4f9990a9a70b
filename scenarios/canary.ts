/** A loopback listener whose address hostile messages carry: whoever comes here was made to by a message. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that arrived. */
export interface CanaryHit {
  /** The path below the canary's address: which answer was followed; empty when it names none. */
  mark: string;
  /** `GET /path (User-Agent)`. */
  text: string;
}

export interface Canary {
  /** What messages carry; every path below it is recorded. */
  url: string;
  /** False where the address is not ours: whoever goes there is not seen by us. */
  watched: boolean;
  /** Every request so far, oldest first. */
  hits: () => readonly CanaryHit[];
  close: () => Promise<void>;
}

const hitsKept = 1_000;

/**
 * Listens on 127.0.0.1 at a free port.
 * @param elsewhere an address of the owner's own, which the SP can reach; messages carry it instead, and nothing is seen
 */
export async function startCanary(elsewhere?: string): Promise<Canary> {
  const hits: CanaryHit[] = [];
  const server = createServer((request, response) => {
    const agent = (request.headers['user-agent'] ?? 'no User-Agent').slice(0, 200);
    const path = (request.url ?? '').slice(0, 200);
    const mark = /^\/canary\/([\w-]+)/.exec(path)?.[1] ?? '';
    hits.push({ mark, text: `${request.method ?? ''} ${path} (${agent})` });
    if (hits.length > hitsKept) hits.shift();
    request.resume();
    response.writeHead(200, { 'content-type': 'text/plain' }).end('samlproof canary\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  return {
    url: elsewhere?.replace(/\/$/, '') ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}/canary`,
    watched: elsewhere === undefined,
    hits: () => hits,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
