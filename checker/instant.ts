/** xs:dateTime as SAML uses it, and comparison with a tolerated clock difference. */

import type { Known } from './context.ts';

/** Milliseconds since the epoch, or null when the text is no xs:dateTime with a time zone (Core §1.3.3). */
export function instantOf(text: string): number | null {
  const match = /^\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,20}))?(Z|[+-]\d\d:\d\d)\s*$/.exec(text.slice(0, 80));
  if (match === null || text.length > 80) return null;
  const value = Date.parse(`${match[1]}.${(match[2] ?? '').padEnd(3, '0').slice(0, 3)}${match[3]}`);
  return Number.isNaN(value) ? null : value;
}

/** Whether an instant has passed by more than the tolerance; the instant itself is already outside (Core §2.5.1.2). */
export function isPast(instant: number, { now, skewSeconds = 0 }: Known): boolean {
  return now !== undefined && now.getTime() >= instant + skewSeconds * 1000;
}

export function isFuture(instant: number, { now, skewSeconds = 0 }: Known): boolean {
  return now !== undefined && now.getTime() < instant - skewSeconds * 1000;
}

/** «found 2026-01-01T00:00:00Z, now is …, tolerated 180 s». */
export function found(text: string, { now, skewSeconds = 0 }: Known): string {
  return `found ${text.slice(0, 80)}${now ? `, now is ${now.toISOString()}, tolerated ${skewSeconds} s` : ''}`;
}
