/** Cookies between the HTTP driver's jar and the form that both drivers share. */

import type { SerializedCookie } from 'tough-cookie';
import type { StoredCookie } from './driver.ts';

/** A cookie of the jar in the form that both drivers share. */
export function stored(cookie: SerializedCookie): StoredCookie {
  const sameSite = ({ strict: 'Strict', lax: 'Lax', none: 'None' } as const)[String(cookie.sameSite)];
  const expires = typeof cookie.expires === 'string' ? Date.parse(cookie.expires) : Number.NaN;
  return {
    name: String(cookie.key),
    value: String(cookie.value),
    domain: `${cookie.hostOnly === true ? '' : '.'}${String(cookie.domain)}`,
    path: typeof cookie.path === 'string' ? cookie.path : '/',
    expires: Number.isNaN(expires) ? -1 : expires / 1000,
    httpOnly: cookie.httpOnly === true,
    secure: cookie.secure === true,
    ...(sameSite === undefined ? {} : { sameSite }),
  };
}

/** The Set-Cookie line that puts a cookie back as it was. */
export function setCookieLine(cookie: StoredCookie): string {
  return [
    `${cookie.name}=${cookie.value}`,
    `Path=${cookie.path}`,
    ...(cookie.domain.startsWith('.') ? [`Domain=${cookie.domain.slice(1)}`] : []),
    ...(cookie.expires < 0 ? [] : [`Expires=${new Date(cookie.expires * 1000).toUTCString()}`]),
    ...(cookie.httpOnly ? ['HttpOnly'] : []),
    ...(cookie.secure ? ['Secure'] : []),
    ...(cookie.sameSite === undefined ? [] : [`SameSite=${cookie.sameSite}`]),
  ].join('; ');
}
