/** Where a person goes after signing in: never where a RelayState points that is not ours (CVE-2019-13038). */

import { Refusal, type Policy } from '../policy.ts';
import type { OpenRequest } from './sessions.ts';

/** A path of this site; `//host` and `/\host` are other sites to a browser. */
export function isLocalPath(target: string): boolean {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(target);
}

/** Whether it leads elsewhere for a browser, though not for whoever looks at how it is written (CWE-601). */
function looksOwn(sent: string, origin: string, policy: Policy): boolean {
  if (/^https?:/.test(sent)) return sent.includes(origin) && policy.forgets('relay-state-origin');
  return /^\/(?![/\\])/.test(sent) && !isLocalPath(sent) && policy.forgets('relay-state-path');
}

/** @param origin scheme, host and port of this site */
export function destinationAfter(
  relayState: unknown,
  request: OpenRequest | undefined,
  { home, origin }: { home: string; origin: string },
  policy: Policy,
): string {
  const sent = typeof relayState === 'string' ? relayState : '';
  policy.insist('relay-state-required', sent !== '', 'the form holds no RelayState');
  const ours = request === undefined ? isLocalPath(sent) : sent === request.relayState;
  policy.insist('foreign-relay-state-refused', ours || sent === '', 'a RelayState that is not ours');
  const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/[/\\])/i.test(sent);
  if (policy.forgets('relay-state-redirect') && elsewhere && sent.length < 2_000) return sent;
  if (sent.length < 2_000 && looksOwn(sent, origin, policy)) return sent;
  if (request !== undefined) return request.target;
  return isLocalPath(sent) ? sent : home;
}

/** @throws Refusal when a wanted page is not one of this site. */
export function wantedPage(target: unknown, home: string): string {
  if (target === undefined) return home;
  if (typeof target === 'string' && isLocalPath(target)) return target;
  throw new Refusal('relay-state-redirect', 'the target is not a page of this site');
}
