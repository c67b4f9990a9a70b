/** Cookies as facts: names and attributes, never values. */

import type { SpState, StoredCookie } from './driver.ts';

/** A Set-Cookie line as the report may hold it: `name; Path=/; HttpOnly`, the value left out. */
export function withoutValue(setCookie: string): string {
  const [pair = '', ...attributes] = setCookie.split(';');
  return [(pair.split('=')[0] ?? '').trim(), ...attributes.map((one) => one.trim())].join('; ');
}

/** Whether a Set-Cookie line has an attribute: its name counts, whatever value is written behind it (RFC 6265 5.2.5 and 5.2.6). */
export function hasAttribute(setCookie: string, name: string): boolean {
  const [, ...attributes] = setCookie.toLowerCase().split(';');
  return attributes.some((one) => one.split('=')[0]?.trim() === name);
}

/**
 * What to go back to before an answer is sent again. Where the sign-in changed no cookie's value the SP keeps its session
 * under the old cookie: with it the first sign-in would still show, and prove nothing about the second post.
 */
export function stateForReplay(before: SpState, after: SpState): SpState {
  const nothingChanged = after.cookies.every((one) => before.cookies.some((old) => isSame(old, one)));
  return nothingChanged ? { ...before, cookies: [] } : before;
}

function isSame(a: StoredCookie, b: StoredCookie): boolean {
  return a.name === b.name && a.domain === b.domain && a.path === b.path && a.value === b.value;
}
