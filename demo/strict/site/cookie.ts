/** The session cookie: its flags, and reading it back. */

import type { Policy } from '../policy.ts';

const name = 'sp_session';

/**
 * The state of a request must survive the identity provider's cross-site POST, so SameSite is None, which browsers
 * take with Secure only; on http they treat loopback hosts as secure.
 */
export function sessionCookie(id: string, policy: Policy): string {
  const flags = policy.forgets('cookie-flags') ? '' : '; HttpOnly; Secure; SameSite=None';
  return `${name}=${id}; Path=/${flags}`;
}

/** The line that makes a browser drop the cookie. */
export function deletedSessionCookie(policy: Policy): string {
  return `${sessionCookie('', policy)}; Max-Age=0`;
}

export function readSessionCookie(header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=');
    if (key === name) return value;
  }
  return undefined;
}
