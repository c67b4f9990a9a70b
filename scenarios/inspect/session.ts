/** Inspections of the session: its cookies, its identifier, and what a refusal leaves behind. */

import type { InspectionFinding } from '../case.ts';
import { hasAttribute } from '../drive/cookies.ts';
import type { Evidence, ExchangeFacts } from '../observation.ts';

/** The last Set-Cookie line of each cookie, by name. */
function linesOf({ trail }: ExchangeFacts): Map<string, string> {
  return new Map(
    trail.flatMap(({ setCookies }) => setCookies).map((line) => [line.split(/[;=]/)[0]?.trim() ?? '', line]),
  );
}

/**
 * Whoever wants the session needs a whole key, so one cookie of it that is protected protects it all. A session that needs no cookie
 * has no flag that could be missing. Null where no key is known, or the answer that set a cookie was not seen.
 */
function cookies(wrong: (line: string) => string | null, expected: string) {
  return ({ own }: Evidence): InspectionFinding[] | null => {
    const exchange = own.findLast(({ role }) => role === 'judged');
    if (exchange?.sessionKeys === undefined) return null;
    const lines = linesOf(exchange);
    const findings: InspectionFinding[] = [];
    for (const names of exchange.sessionKeys) {
      const key = names.map((name) => lines.get(name));
      const known = key.filter((line) => line !== undefined);
      const messages = known.map(wrong);
      if (messages.includes(null)) continue;
      const [message] = messages;
      if (known.length < key.length || !message) return null;
      findings.push({ message, expected, actual: known.join(' and ') });
    }
    return findings;
  };
}

export const cookiesHttpOnly = cookies(
  (line) => (hasAttribute(line, 'httponly') ? null : 'scripts can read the session cookie'),
  'HttpOnly',
);

export const cookiesSecure = cookies(
  (line) => (hasAttribute(line, 'secure') ? null : 'the session cookie also travels without TLS'),
  'Secure',
);

/** RFC 6265bis: browsers treat an absent SameSite each in their own way, and drop None without Secure. */
export const cookiesSameSite = cookies((line) => {
  const attributes = line.split(';').map((part) => part.trim().toLowerCase());
  const value = attributes.find((attribute) => attribute.startsWith('samesite='))?.slice('samesite='.length);
  if (value === undefined) return 'the session cookie leaves SameSite to the browser';
  return value === 'none' && !hasAttribute(line, 'secure') ? 'browsers drop SameSite=None without Secure' : null;
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
