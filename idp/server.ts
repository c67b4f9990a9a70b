/** Opens and closes the IdP's sockets. */

import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Address {
  host: string;
  /** 0 takes any free port. */
  port: number;
}

export type ListenErrorCode = 'port-busy' | 'address-unavailable' | 'port-forbidden';

/** An address cannot be listened on; the message names it and says what to do. */
export class ListenError extends Error {
  readonly code: ListenErrorCode;
  readonly address: Address;

  constructor(code: ListenErrorCode, address: Address, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'ListenError';
    this.code = code;
    this.address = address;
  }
}

const reasons: Record<string, [ListenErrorCode, string]> = {
  EADDRINUSE: ['port-busy', 'is in use by another process; end that one, or choose another port (--idp-url, --listen)'],
  EACCES: ['port-forbidden', 'may not be opened by this user; choose a port above 1023 (--idp-url, --listen)'],
  EADDRNOTAVAIL: ['address-unavailable', 'is no address of this machine; choose another (--listen HOST:PORT)'],
  EAFNOSUPPORT: ['address-unavailable', 'is of a family that this machine has switched off; choose another (--listen)'],
  ENOTFOUND: ['address-unavailable', 'is a host name that cannot be resolved; choose another (--listen HOST:PORT)'],
};

function listenError(cause: NodeJS.ErrnoException, address: Address): Error {
  const reason = reasons[cause.code ?? ''];
  if (reason === undefined) return cause;
  const [code, words] = reason;
  return new ListenError(code, address, `Port ${address.port} on ${address.host} ${words}.`, { cause });
}

/** A request line and headers of the longest SAMLRequest that is read must fit, so that a longer one gets a page. */
const MAX_HEADER_BYTES = 200 * 1024;

/**
 * How long a connection may idle, milliseconds. Node's five seconds end close to when clients stop using one: on a busy machine a
 * request then meets the closing, and a case is lost to ECONNRESET.
 */
const IDLE_MS = 65_000;

function open(listener: RequestListener, address: Address, tls: Tls | undefined): Promise<Server> {
  const server =
    tls === undefined
      ? createHttpServer({ maxHeaderSize: MAX_HEADER_BYTES }, listener)
      : createHttpsServer({ maxHeaderSize: MAX_HEADER_BYTES, key: tls.privateKey, cert: tls.certificate }, listener);
  server.keepAliveTimeout = IDLE_MS;
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, address)));
    server.listen({ host: address.host, port: address.port, exclusive: true }, () => {
      server.removeAllListeners('error');
      resolve(server);
    });
  });
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** PEM. */
export interface Tls {
  privateKey: string;
  certificate: string;
}

export interface Listening {
  /** The port of the first address; all addresses given with port 0 share it. */
  port: number;
  close: () => Promise<void>;
}

/** An address that may be missing: a machine without IPv6 is no error. */
export interface WantedAddress extends Address {
  optional?: boolean;
}

/**
 * Listens on every address. Either all (but optional ones) are open, or none.
 * @throws ListenError naming the port and the address
 */
export async function listen(listener: RequestListener, addresses: WantedAddress[], tls?: Tls): Promise<Listening> {
  const servers: Server[] = [];
  let port = 0;
  try {
    for (const { optional, ...wanted } of addresses) {
      const address = { ...wanted, port: wanted.port === 0 ? port : wanted.port };
      try {
        const server = await open(listener, address, tls);
        servers.push(server);
        if (port === 0) port = (server.address() as AddressInfo).port;
      } catch (error) {
        const missing = error instanceof ListenError && error.code === 'address-unavailable';
        // A second address that shares a random port may find that port taken; the first one is enough then.
        const unlucky = error instanceof ListenError && error.code === 'port-busy' && wanted.port === 0 && port !== 0;
        if (optional !== true || !(missing || unlucky)) throw error;
      }
    }
  } catch (error) {
    await Promise.all(servers.map(close));
    throw error;
  }
  return {
    port,
    close: async () => {
      await Promise.all(servers.map(close));
    },
  };
}
