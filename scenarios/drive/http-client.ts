/** One hop at a time over HTTP with a browser's cookie rules: jar, SameSite, keep-alive, bounded answers. */

import { request } from 'undici';
import { Cookie, CookieJar } from 'tough-cookie';
import type { TrailStep } from '../observation.ts';
import { excess, withoutValue } from './cookies.ts';
import { decompressed, textOf, utf8 } from './http-body.ts';
import type { Agents } from './http-agents.ts';
import { siteOf } from './site.ts';

/** A request that a browser's main frame would make. */
export interface Navigation {
  method: 'GET' | 'POST';
  url: string;
  form?: [name: string, value: string][];
  /** URL of the page that started it; null when the person typed the address. */
  initiator: string | null;
}

export interface HttpAnswer {
  url: string;
  status: number;
  body: string;
  contentType: string;
  /** Absolute; null when the answer is no redirect. */
  location: string | null;
  refresh: string | null;
}

/** The connection was refused or dropped, timed out, or the address is none. */
export class NavigationError extends Error {
  readonly url: string;

  constructor(url: string, cause: unknown) {
    super(cause instanceof Error ? plainReason(cause) : String(cause), { cause });
    this.url = url;
  }
}

export interface HttpClient {
  jar: CookieJar;
  trail: TrailStep[];
  /** Sent with every request, beside those that a browser sends. */
  headers: Record<string, string>;
  send: (navigation: Navigation) => Promise<HttpAnswer>;
}

/** More than any login page needs, bytes; what lies beyond is not read. */
const bodyLimit = 2_000_000;
/** The same for the IdP's own pages, which hold whatever a case sends: five megabytes and the page around them. */
const idpBodyLimit = 8_000_000;

export function makeClient(options: {
  agentOf: Agents['of'];
  /** The IdP's own clock is ours and is not noted. */
  ofIdp: (url: string) => boolean;
  userAgent: string;
  timeoutMs: number;
}): HttpClient {
  // Companies and laboratories live under .local and .test; browsers take their cookies like any other.
  const jar = new CookieJar(undefined, { rejectPublicSuffixes: false, looseMode: true, allowSpecialUseDomain: true });
  const trail: TrailStep[] = [];
  const more: Record<string, string> = {};

  async function send({ method, url, form, initiator }: Navigation): Promise<HttpAnswer> {
    try {
      const cookie = await jar.getCookieString(url, { sameSiteContext: sameSiteContext(method, url, initiator) });
      const response = await request(url, {
        method,
        dispatcher: options.agentOf(url),
        signal: AbortSignal.timeout(options.timeoutMs),
        headers: {
          accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
          'accept-language': 'en-US,en;q=0.9',
          'user-agent': options.userAgent,
          ...(cookie === '' ? {} : { cookie }),
          ...(initiator === null ? {} : { referer: `${new URL(initiator).origin}/` }),
          ...(method === 'POST'
            ? {
                'content-type': 'application/x-www-form-urlencoded',
                origin: initiator === null ? 'null' : new URL(initiator).origin,
              }
            : {}),
          ...more,
        },
        ...(method === 'POST' ? { body: new URLSearchParams(form ?? []).toString() } : {}),
      });
      const setCookies = [response.headers['set-cookie'] ?? []].flat();
      for (const line of setCookies) await keep(jar, line, url);
      const location = utf8(single(response.headers['location']));
      const contentType = single(response.headers['content-type']) ?? '';
      const date = options.ofIdp(url) ? null : single(response.headers['date']);
      trail.push({
        method,
        url,
        status: response.statusCode,
        setCookies: setCookies.map(withoutValue),
        ...(location === null ? {} : { location }),
        ...(date === null ? {} : { at: new Date().toISOString(), date }),
      });
      const redirected = location !== null && [301, 302, 303, 307, 308].includes(response.statusCode);
      return {
        url,
        status: response.statusCode,
        body: textOf(
          decompressed(
            await readBounded(response.body, options.ofIdp(url) ? idpBodyLimit : bodyLimit),
            single(response.headers['content-encoding']),
          ),
          contentType,
        ),
        contentType,
        location: redirected ? absolute(location, url) : null,
        refresh: single(response.headers['refresh']),
      };
    } catch (cause) {
      throw new NavigationError(url, cause);
    }
  }

  return { jar, trail, headers: more, send };
}

/** Top-level navigations: Lax cookies ride on cross-site GETs only, Strict ones never (RFC 6265bis, section 5.5). */
function sameSiteContext(method: string, url: string, initiator: string | null): 'strict' | 'lax' | 'none' {
  if (initiator === null || siteOf(initiator) === siteOf(url)) return 'strict';
  return method === 'GET' ? 'lax' : 'none';
}

/** Browsers drop `SameSite=None` without Secure, what does not parse, and what is too large. */
async function keep(jar: CookieJar, line: string, url: string): Promise<void> {
  const cookie = Cookie.parse(line, { loose: true });
  if (excess(line) !== null) return;
  if (cookie === undefined || (cookie.sameSite === 'none' && !cookie.secure)) return;
  await jar.setCookie(cookie, url, { ignoreError: true });
}

async function readBounded(body: AsyncIterable<Buffer> & { destroy: () => unknown }, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit) break;
  }
  return Buffer.concat(chunks);
}

function single(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

function absolute(location: string, base: string): string | null {
  return URL.canParse(location, base) ? new URL(location, base).href : null;
}

function plainReason(error: Error): string {
  if (error.name === 'TimeoutError') return 'no answer within the time limit';
  const code = (error as NodeJS.ErrnoException).code;
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return plainReason(error.errors[0]);
  return code === undefined || error.message.includes(code) ? error.message : `${code}: ${error.message}`;
}
