/** Origins and sites of URLs, as cookies and the SameSite rules see them (RFC 6265bis, section 5.2). */

import { isIP } from 'node:net';
import { getPublicSuffix } from 'tough-cookie';

export function isLoopback(url: string): boolean {
  const host = hostOf(url);
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Scheme and registrable domain; ports do not count. */
export function siteOf(url: string): string {
  const host = hostOf(url);
  const named = isIP(host) !== 0 || !host.includes('.') || host.endsWith('.localhost');
  return `${new URL(url).protocol}//${named ? host : (getPublicSuffix(host, { allowSpecialUseDomain: true }) ?? host)}`;
}

export function sameOrigin(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;
}

/** The URL's host without port and without the brackets of an IPv6 address. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}
