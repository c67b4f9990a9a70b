/** The IdP's control endpoints, for drivers: they may live in another process than the IdP. */

import { Agent, request } from 'undici';
import type { Transcript } from '../../idp/protocol/types.ts';
import type { ArmedExchange, IdpPort } from './idp-port.ts';

/** The control endpoint refused or did not answer: a fault of the harness, exit code 4. */
export class ControlError extends Error {
  readonly code = 'control-failed';
}

/** @param controlUrl the address that `/control` stands under, without a trailing slash */
export function controlClient(controlUrl: string, secret: string): IdpPort & { close: () => Promise<void> } {
  // Loopback only, and possibly with a certificate of the IdP's own making.
  const dispatcher = new Agent({
    // Long before the IdP closes an idle connection, whatever it announces.
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 4_000,
    connect: { rejectUnauthorized: false },
  });
  const authorization = `Bearer ${secret}`;

  async function ask<T>(method: 'GET' | 'POST', path: string, json?: unknown): Promise<T> {
    const url = `${controlUrl}${path}`;
    try {
      const body = json === undefined ? {} : { body: JSON.stringify(json) };
      const headers = { authorization, 'content-type': 'application/json' };
      const response = await request(url, { method, dispatcher, headers, ...body });
      const text = await response.body.text();
      if (response.statusCode >= 300) throw new Error(`answered ${response.statusCode}: ${text.slice(0, 500)}`);
      return JSON.parse(text) as T;
    } catch (cause) {
      throw new ControlError(`the IdP's control endpoint ${method} ${url} ${String(cause)}`, { cause });
    }
  }

  return {
    arm: (order) => ask<ArmedExchange>('POST', '/exchanges', order),
    transcript: (token) => ask<Transcript>('GET', `/exchanges/${encodeURIComponent(token)}`),
    keys: async (order) => {
      await ask<unknown>('POST', '/keys', order);
    },
    close: () => dispatcher.close(),
  };
}
