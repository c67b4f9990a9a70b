/** Instants as they stand in a message, and offsets as people write them. */

const unit: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const offset = /^([+-])(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/** An xs:dateTime in UTC with three decimals and `Z`, as Entra writes it (observed). */
export function instant(at: Date): string {
  return at.toISOString();
}

/** The instant `milliseconds` after (or, negative, before) another. */
export function shifted(at: Date, milliseconds: number): string {
  return instant(new Date(at.getTime() + milliseconds));
}

/** Milliseconds of an offset like `-1h`, `+90s`, `-6m`, `+1.5d`, `-250ms`; undefined when it is not one. */
export function offsetOf(text: string): number | undefined {
  const match = offset.exec(text);
  if (match === null) return undefined;
  const size = Number(match[2]) * (unit[match[3] ?? ''] ?? 0);
  return match[1] === '-' ? -size : size;
}

/** An offset from `now` as an instant; any other text as it stands. */
export function resolvedInstant(text: string, now: Date): string {
  const milliseconds = offsetOf(text);
  return milliseconds === undefined ? text : shifted(now, milliseconds);
}
