/** Makes text fit to be shown: what the eye cannot see becomes a visible code point, and lengths are bounded. */

// Control and format characters (bidirectional overrides, zero-width, tags), line separators, lone surrogates: they reorder
// or hide what a reader believes to see ("Trojan Source", CVE-2021-42574). Tab and line break stay.
const deceptive = /(?![\t\n])(?!\r\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function codePoint(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** The text with deceptive characters spelled out, cut at `limit` UTF-16 units with a note of what is left out. */
export function visible(text: string, limit = 2_000): string {
  const kept = text.length > limit ? text.slice(0, limit) : text;
  const shown = kept.replace(deceptive, codePoint);
  return text.length > limit ? `${shown} … (${(text.length - limit).toLocaleString('en')} more characters)` : shown;
}

/** The same value with every string in it, names of properties included, made visible. Lists are cut at 5,000 entries. */
export function visibleDeep<T>(value: T, limit: (key: string) => number, key = ''): T {
  if (typeof value === 'string') return visible(value, limit(key)) as T;
  if (Array.isArray(value)) return value.slice(0, 5_000).map((one) => visibleDeep(one, limit, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [visible(name, 200), visibleDeep(one, limit, name)]);
  return Object.fromEntries(entries) as T;
}

/** The address when a reader may follow it (http and https only), else null. */
export function linkable(url: string): string | null {
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
  } catch {
    return null;
  }
}

/** A long text without its middle: `head…tail`. */
export function elide(text: string, head: number, tail: number): string {
  if (text.length <= head + tail + 12) return text;
  return `${text.slice(0, head)}…(${text.length - head - tail})…${text.slice(text.length - tail)}`;
}
