/** Inspections of the session: its cookies, its identifier, and what a refusal leaves behind. */

import type { InspectionFinding } from '../case.ts';
import type { Evidence, ExchangeFacts } from '../observation.ts';

/** Cookies that hold no session, by name: scripts are meant to read anti-forgery tokens, nobody needs preferences. */
const noSession = /csrf|xsrf|lang|locale|theme|consent/i;

const keptFromScripts = /;\s*httponly\s*(;|$)/i;

/** Names that sessions go by. */
const likeASession = /sess|sid|auth|token|jwt|ticket/i;

/**
 * The Set-Cookie lines of the cookies that can carry the session after sign-in. What was new or changed then counts;
 * where nothing was, everything that was there. Where one of them is kept from scripts that one is the session, and a name or a
 * preference beside it, meant for scripts, is not; unless it goes by a session's name as well.
 */
function sessionCookieLines(exchange: ExchangeFacts): string[] | null {
  if (exchange.sessionCookies === null) return null;
  const fresh = brought(exchange);
  const names = new Set(
    (fresh.length > 0 ? fresh : exchange.sessionCookies.after).filter((name) => !noSession.test(name)),
  );
  const lines = new Map<string, string>();
  for (const line of exchange.trail.flatMap((step) => step.setCookies)) {
    const name = line.split(/[;=]/)[0]?.trim() ?? '';
    if (names.has(name)) lines.set(name, line);
  }
  const all = [...lines.entries()];
  const someKept = all.some(([, line]) => keptFromScripts.test(line));
  const counted = all.filter(([name, line]) => !someKept || keptFromScripts.test(line) || likeASession.test(name));
  return counted.length > 0 ? counted.map(([, line]) => line) : null;
}

function cookies(wrong: (attributes: string[]) => string | null, expected: string) {
  return ({ control }: Evidence): InspectionFinding[] | null => {
    // Signed in without any cookie: the pages keep a token themselves, and there is no flag that could be missing.
    if (control?.protectedPage?.signedIn && control.sessionCookies?.after.length === 0) return [];
    const lines = control ? sessionCookieLines(control) : null;
    return (
      lines?.flatMap((line) => {
        const message = wrong(line.split(';').map((part) => part.trim().toLowerCase()));
        return message === null ? [] : [{ message, expected, actual: line }];
      }) ?? null
    );
  };
}

export const cookiesHttpOnly = cookies(
  (attributes) => (attributes.includes('httponly') ? null : 'scripts can read the session cookie'),
  'HttpOnly',
);

export const cookiesSecure = cookies(
  (attributes) => (attributes.includes('secure') ? null : 'the session cookie also travels without TLS'),
  'Secure',
);

/** RFC 6265bis: browsers treat an absent SameSite each in their own way, and drop None without Secure. */
export const cookiesSameSite = cookies((attributes) => {
  const value = attributes.find((attribute) => attribute.startsWith('samesite='))?.slice('samesite='.length);
  if (value === undefined) return 'the session cookie leaves SameSite to the browser';
  return value === 'none' && !attributes.includes('secure') ? 'browsers drop SameSite=None without Secure' : null;
}, 'SameSite=Lax or Strict, or None with Secure');

/** The cookies from before the sign-in must open nothing; null unless the person was signed in and it got that far. */
export function sessionRotated({ own }: Evidence): InspectionFinding[] | null {
  const signedIn = own.find(({ role }) => role === 'preparation')?.protectedPage?.signedIn;
  const page = own.findLast(({ role }) => role === 'judged')?.protectedPage;
  if (signedIn !== true || !page) return null;
  if (!page.signedIn || page.signedOut) return [];
  const actual = page.identity ?? 'an open page';
  return [{ message: 'the cookies from before the sign-in open the session', expected: 'nobody signed in', actual }];
}

/** Names of cookies that are new after the exchange, or have a new value. */
function brought({ sessionCookies }: ExchangeFacts): string[] {
  if (sessionCookies === null) return [];
  return sessionCookies.after.filter((name) => !sessionCookies.same.includes(name));
}

/** The refused exchange must not leave the marks of a signed-in one. A new cookie is none: it may hold a hint or a fresh request. */
export function noSessionOnReject({ rejection, control }: Evidence): InspectionFinding[] | null {
  if (!rejection) return null;
  const { protectedPage: page } = rejection;
  const findings: InspectionFinding[] = [];
  if (page?.signedIn) findings.push({ message: 'the protected page opens after a refused response' });
  if (page?.identity && !isPlaceholder(page.identity, rejection, control)) {
    const actual = page.identity;
    findings.push({ message: 'an identity is shown after a refused response', expected: 'none', actual });
  }
  return findings;
}

/** Beside a signed-out condition that holds, a text that nobody sent and no sign-in showed: «…» where a name will be written. */
function isPlaceholder(shown: string, { protectedPage, transcript }: ExchangeFacts, control?: ExchangeFacts): boolean {
  if (protectedPage?.signedOut !== true || shown === control?.protectedPage?.identity) return false;
  const sent = transcript?.answers.map(({ xml }) => xml.toLowerCase()) ?? [];
  return sent.length > 0 && !sent.some((xml) => xml.includes(`>${shown.toLowerCase()}<`));
}
