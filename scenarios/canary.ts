/** A loopback listener whose address hostile messages carry: whoever comes here was made to by a message. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Canary {
  /** What messages carry; every path below it is recorded. */
  url: string;
  /** Requests since this instant (`Date.now()`), as `GET /path (User-Agent)`. */
  hitsSince: (since: number) => string[];
  close: () => Promise<void>;
}

const hitsKept = 1_000;

/** Listens on 127.0.0.1 at a free port. An address of one's own, reachable for the SP, is for `--canary-url`. */
export async function startCanary(): Promise<Canary> {
  const hits: { at: number; text: string }[] = [];
  const server = createServer((request, response) => {
    const agent = (request.headers['user-agent'] ?? 'no User-Agent').slice(0, 200);
    hits.push({ at: Date.now(), text: `${request.method ?? ''} ${(request.url ?? '').slice(0, 200)} (${agent})` });
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
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/canary`,
    hitsSince: (since) => hits.filter((hit) => hit.at >= since).map((hit) => hit.text),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
