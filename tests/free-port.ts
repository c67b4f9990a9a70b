/** Ports for servers of tests that must know their address before they listen. */

import { createServer } from 'node:net';

/** Below 32768, where Linux begins to give ports to connections and to servers that ask for any: nobody gets one of these by chance. */
const lowest = 20_000;
const count = 12_000;

/** Workers and runs beside this one begin somewhere else. */
let next = Math.floor(Math.random() * count);

/** A loopback port that nobody listens on, and that no other test of this process is given. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < count; tries += 1) {
    const port = lowest + (next++ % count);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${lowest} to ${lowest + count - 1} is free`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
