/** A server on loopback that knows its own address before it has routes, and that can be made to die. */

import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface ListenOptions {
  port?: number;
  /** Host name in the URLs; default localhost. */
  host?: string;
  https?: { key: string; cert: string };
  /** Dies when it receives this many posts. */
  killAfterPosts?: number;
}

export interface Listening {
  baseUrl: string;
  serve: (listener: RequestListener) => void;
  kill: () => void;
  close: () => Promise<void>;
}

const notYet: RequestListener = (_request, response) => response.writeHead(503).end();

/** Listens on 127.0.0.1. @throws when the port is taken. */
export async function listen(options: ListenOptions): Promise<Listening> {
  let listener = notYet;
  let posts = 0;
  const server = options.https === undefined ? createHttpServer() : createHttpsServer(options.https);
  const kill = (): void => {
    server.close();
    server.closeAllConnections();
  };
  server.on('request', (request: IncomingMessage, response) => {
    if (request.method === 'POST' && options.killAfterPosts !== undefined) {
      posts += 1;
      if (posts >= options.killAfterPosts) return kill();
    }
    listener(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `${options.https === undefined ? 'http' : 'https'}://${options.host ?? 'localhost'}:${port}`,
    serve: (next) => {
      listener = next;
    },
    kill,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
