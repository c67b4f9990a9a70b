/** Inspections of the session: its cookies, its identifier, and what a refusal leaves behind. */

import type { InspectionFinding } from '../case.ts';
import type { Evidence, ExchangeFacts } from '../observation.ts';

/** Cookies that hold no session, by name: scripts are meant to read anti-forgery tokens, nobody needs preferences. */
const noSession = /csrf|xsrf|lang|locale|theme|consent/i;

/**
 * The Set-Cookie lines of the cookies that can carry the session after sign-in. What was new or changed then counts;
 * where nothing was, everything that was there.
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
  return lines.size > 0 ? [...lines.values()] : null;
}

function cookies(wrong: (attributes: string[]) => string | null, expected: string) {
  return ({ control }: Evidence): InspectionFinding[] | null => {
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

/** A cookie that looks like a session and kept its value, or no new value at all. */
export function sessionRotated({ control }: Evidence): InspectionFinding[] | null {
  if (!control?.sessionCookies) return null;
  const { after, same } = control.sessionCookies;
  if (after.length === 0) return null;
  const kept = after.filter((name) => same.includes(name) && !noSession.test(name));
  const suspicious = kept.filter((name) => kept.length === after.length || /sess|sid|auth/i.test(name));
  return suspicious.map((name) => ({
    message: 'the session cookie keeps its value at sign-in',
    expected: 'a new value',
    actual: name,
  }));
}

/** Names of cookies that are new after the exchange, or have a new value. */
function brought({ sessionCookies }: ExchangeFacts): string[] {
  if (sessionCookies === null) return [];
  return sessionCookies.after.filter((name) => !sessionCookies.same.includes(name));
}

/** The refused exchange must not leave the marks of a signed-in one: an open page, a name, or the new cookie of a success. */
export function noSessionOnReject({ control, rejection }: Evidence): InspectionFinding[] | null {
  if (!rejection) return null;
  const findings: InspectionFinding[] = [];
  const { protectedPage: page } = rejection;
  if (page?.signedIn) findings.push({ message: 'the protected page opens after a refused response' });
  if (page?.identity) {
    const actual = page.identity;
    findings.push({ message: 'an identity is shown after a refused response', expected: 'none', actual });
  }
  // A first anonymous cookie is no session of anybody; one that is exchanged as a success exchanges it is.
  const success = new Set(control ? brought(control) : []);
  const fresh = brought(rejection).filter(
    (name) => rejection.sessionCookies?.before.includes(name) && success.has(name) && !noSession.test(name),
  );
  for (const name of fresh) {
    findings.push({
      message: 'a refused response brings a new session cookie, as a successful one does',
      expected: 'the cookies from before',
      actual: name,
    });
  }
  return findings;
}
