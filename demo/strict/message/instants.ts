/** xs:dateTime in UTC, as SAML wants it (Core 1.3.3), against the clock with its tolerance. */

import type { Policy } from '../policy.ts';

export interface Clock {
  now: () => Date;
  /** Tolerated difference of clocks, seconds. */
  toleranceSeconds: number;
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.(\d{1,12}))?Z$/;

const otherwise = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,12})?)([+-]\d{2}:\d{2})?$/;
const ownZones = { 'instant-local-west': '-08:00', 'instant-local-east': '+08:00' } as const;

/** The same instant in UTC as a forgetful service provider takes it to be; what a careful one refuses stays what it is. */
function inUtc(text: string, policy: Policy): string {
  const [, digits, zone] = (text.length > 64 ? null : otherwise.exec(text)) ?? [];
  if (digits === undefined) return text;
  if (zone !== undefined) return policy.forgets('instant-zone') ? `${digits}Z` : text;
  for (const check of ['instant-local-west', 'instant-local-east'] as const) {
    if (policy.forgets(check)) return new Date(digits + ownZones[check]).toISOString();
  }
  return text;
}

/** Milliseconds since 1970; NaN when a forgetful service provider was given something unreadable. */
export function readInstant(written: string, policy: Policy): number {
  const text = inUtc(written, policy);
  const match = text.length > 64 ? null : instant.exec(text);
  const fraction = match?.[1];
  const milliseconds = match === null ? Number.NaN : Date.parse(text.replace(/\.(\d{1,3})\d*Z$/, '.$1Z'));
  policy.demand('instant-format', !Number.isNaN(milliseconds), `«${text.slice(0, 64)}» is not an instant`);
  policy.insist('three-digit-instants', fraction === undefined || fraction.length === 3, `the fraction of ${text}`);
  policy.insist('fractional-instants', fraction !== undefined, `${text} has no fraction`);
  return milliseconds;
}

function tolerance(clock: Clock, policy: Policy): number {
  if (policy.isOverStrict('no-clock-skew')) return 0;
  return 1000 * (policy.forgets('skew-bound') ? Math.max(600, clock.toleranceSeconds) : clock.toleranceSeconds);
}

/** The end is exclusive (Core 2.5.1.2). */
export function isOver(end: string, clock: Clock, policy: Policy): boolean {
  return clock.now().getTime() - tolerance(clock, policy) >= readInstant(end, policy);
}

/** Whether something happened before an instant, by more than clocks may differ. */
export function isBefore(instant: string, limit: Date, clock: Clock, policy: Policy): boolean {
  return readInstant(instant, policy) < limit.getTime() - tolerance(clock, policy);
}

export function isAhead(start: string, clock: Clock, policy: Policy): boolean {
  return readInstant(start, policy) > clock.now().getTime() + tolerance(clock, policy);
}
