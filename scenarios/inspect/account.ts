/** Inspections of what became of a person: the account, its values, and how often it was opened. */

import type { InspectionFinding } from '../case.ts';
import type { Evidence, ExchangeFacts, TrailStep } from '../observation.ts';

function judged({ own }: Evidence): ExchangeFacts | undefined {
  return own.findLast(({ role }) => role === 'judged');
}

/** Values that were sent, by claim. */
function sentValues(exchange: ExchangeFacts | undefined): Map<string, string[]> {
  const plan = exchange?.transcript?.answers.at(-1)?.plan;
  const attributes = plan?.assertions[0]?.attributes ?? [];
  return new Map(
    attributes.map(({ name, values }) => [name, values.filter((value): value is string => typeof value === 'string')]),
  );
}

function shows(exchange: ExchangeFacts | undefined, value: string): boolean {
  return JSON.stringify(attributesOf(exchange)).includes(JSON.stringify(value));
}

/** What the attributes probe shows; JSON written out on a page is read. */
function attributesOf(exchange: ExchangeFacts | undefined): unknown {
  const shown = exchange?.protectedPage?.attributes ?? null;
  if (typeof shown !== 'string') return shown;
  try {
    return JSON.parse(shown);
  } catch {
    return shown;
  }
}

/**
 * Claims whose values an honest sign-in showed must show the values of this one as well: what the service provider keeps
 * to itself cannot be told. Null when it shows none.
 */
export function valuesTakenOver(evidence: Evidence): InspectionFinding[] | null {
  const exchange = judged(evidence);
  if (!exchange?.protectedPage) return null;
  // Where the honest sign-in failed as well, the values are not to blame.
  if (!exchange.protectedPage.signedIn) return evidence.control ? [{ message: 'the person was not signed in' }] : null;
  const before = sentValues(evidence.control);
  const shown = [...before].filter(
    ([, values]) => values.length > 0 && values.every((one) => shows(evidence.control, one)),
  );
  if (shown.length === 0) return null;
  const sent = sentValues(exchange);
  return shown.flatMap(([name]) =>
    (sent.get(name) ?? [])
      .filter((value) => !shows(exchange, value))
      .map((value) => ({ message: `the account does not have the value that was sent for ${name}`, expected: value })),
  );
}

/** A value that only an unsigned part of the message, or the part before a comment, holds must not be the account's. */
export function neverShows(value: (evidence: Evidence) => string) {
  return (evidence: Evidence): InspectionFinding[] | null => {
    const exchange = judged(evidence);
    if (!exchange?.protectedPage) return null;
    const forbidden = value(evidence);
    return shows(exchange, forbidden)
      ? [{ message: 'the account has a value that nobody asserted', expected: 'the signed values', actual: forbidden }]
      : [];
  };
}

/** The same status, and a cookie of the same name where the honest answer set any: a session is told from a notice. */
function looksLike(step: TrailStep, success: TrailStep): boolean {
  if (step.method !== success.method || step.url !== success.url || step.status !== success.status) return false;
  const names = cookieNames(success).split(',');
  return success.setCookies.length === 0 || names.some((name) => cookieNames(step).split(',').includes(name));
}

function cookieNames({ setCookies }: { setCookies: string[] }): string {
  // A cookie for one request bears that request's id: names are compared without such runs.
  const names = setCookies.map((line) => (line.split(/[;=]/)[0]?.trim() ?? '').replaceAll(/[\da-z]{16,}/gi, '*'));
  return [...new Set(names)].toSorted((a, b) => a.localeCompare(b)).join();
}

/** Of several posts of one assertion one may open a session; null when none did. */
export function oneSession(evidence: Evidence): InspectionFinding[] | null {
  const { control, own, target } = evidence;
  const posts = own
    .flatMap(({ trail }) => trail)
    .filter((step) => step.method === 'POST' && step.url === target.acsUrl);
  const success = control?.trail.find((step) => step.method === 'POST' && step.url === target.acsUrl);
  if (success === undefined) return null;
  const opened = posts.filter(
    (step) =>
      step.status === success.status &&
      step.location === success.location &&
      cookieNames(step) === cookieNames(success),
  );
  // A page to return to may be good for one answer only: then the other posts succeed, and lead elsewhere.
  const shown = own.filter(
    ({ role, protectedPage, trail }) =>
      role === 'judged' && protectedPage?.signedIn === true && trail.some((step) => looksLike(step, success)),
  );
  const count = Math.max(opened.length, shown.length);
  if (count === 0) return null;
  if (count === 1) return [];
  const message = 'one assertion opened several sessions at once';
  return [{ message, expected: '1', actual: `${count} of ${posts.length} posts` }];
}
