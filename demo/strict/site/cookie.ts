/** The session cookie: its flags, and reading it back. */

import type { Policy } from '../policy.ts';

const name = 'sp_session';
/** Only where the check was forgotten. */
const person = 'sp_person';

/**
 * The state of a request must survive the identity provider's cross-site POST, so SameSite is None, which browsers
 * take with Secure only; on http they treat loopback hosts as secure.
 */
export function sessionCookie(id: string, policy: Policy): string {
  return withFlags(`${name}=${id}`, policy);
}

function withFlags(pair: string, policy: Policy): string {
  const flags = policy.forgets('cookie-flags') ? '' : '; HttpOnly; Secure; SameSite=None';
  return `${pair}; Path=/${flags}`;
}

/** Who is signed in, for the browser to keep: what a careful service provider keeps itself. */
export function personCookie(nameId: string, policy: Policy): string {
  return withFlags(`${person}=${Buffer.from(JSON.stringify({ nameId })).toString('base64url')}`, policy);
}

export function readPersonCookie(header: string | undefined): string | undefined {
  const value = readCookie(header, person);
  if (value === undefined) return undefined;
  return (JSON.parse(Buffer.from(value, 'base64url').toString()) as { nameId: string }).nameId;
}

/** The line that makes a browser drop the cookie. */
export function deletedSessionCookie(policy: Policy): string {
  return `${sessionCookie('', policy)}; Max-Age=0`;
}

export function readSessionCookie(header: string | undefined): string | undefined {
  return readCookie(header, name);
}

function readCookie(header: string | undefined, wanted: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=');
    if (key === wanted) return value;
  }
  return undefined;
}
