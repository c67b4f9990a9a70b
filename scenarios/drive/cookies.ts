/** Cookies as facts: names and attributes, never values. */

import type { SpState, StoredCookie } from './driver.ts';

/** What browsers keep of name and value together, in octets (RFC 6265bis, 5.6). */
const largest = 4096;

/** How many octets of a Set-Cookie line count, where they are more than any browser keeps; else null. */
export function excess(setCookie: string): number | null {
  const [pair = ''] = setCookie.split(';', 1);
  const octets = Buffer.byteLength(pair.replace(/\s*=\s*/, '').trim());
  return octets > largest ? octets : null;
}

/** A Set-Cookie line as the report may hold it: `name; Path=/; HttpOnly`, the value left out; of a cookie that is too large, how large. */
export function withoutValue(setCookie: string): string {
  const [pair = '', ...attributes] = setCookie.split(';');
  const octets = excess(setCookie);
  const size = octets === null ? [] : [`${octets} octets, too large`];
  return [(pair.split('=')[0] ?? '').trim(), ...attributes.map((one) => one.trim()), ...size].join('; ');
}

/** Of lines without values, the cookies that no browser keeps for their size, as words: `«token» (5321 octets)`. */
export function tooLarge(lines: string[]): string[] {
  return lines.flatMap((line) => {
    const size = /; (\d+ octets), too large$/.exec(line)?.[1];
    return size === undefined ? [] : [`«${line.split(';', 1)[0] ?? ''}» (${size})`];
  });
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
