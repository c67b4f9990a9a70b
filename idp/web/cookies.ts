/** The IdP's two cookies: which exchange a browser plays, and who is signed in. */

/** Names the armed exchange of this browser context. */
export const EXCHANGE_COOKIE = 'samlproof-exchange';
/** Names the interactive session. */
export const SESSION_COOKIE = 'samlproof-session';

/** The value of a cookie in a Cookie header, or undefined. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}

/** Whether a browser treats this host as trustworthy on plain http. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(\.\d+){3}$/.test(host);
}

/**
 * Whether cookies can be `SameSite=None; Secure` here and so ride on cross-site posts. On plain http beyond loopback a
 * browser drops Secure cookies, so they are Lax there, and posts are turned into GETs (architecture section 4).
 */
export function ridesCrossSite(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'https:' || isLoopbackHost(hostname);
}

/** A Set-Cookie header; an empty value deletes the cookie. @param days how long it stays; default until the browser is closed */
export function setCookie(baseUrl: string, name: string, value: string, days?: number): string {
  const sameSite = ridesCrossSite(baseUrl) ? 'SameSite=None; Secure' : 'SameSite=Lax';
  const seconds = value === '' ? 0 : days === undefined ? undefined : days * 86_400;
  return `${name}=${value}; Path=/; HttpOnly; ${sameSite}${seconds === undefined ? '' : `; Max-Age=${seconds}`}`;
}
