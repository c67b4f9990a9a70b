/** Compares what was sent with what the SP shows, claim by claim; pure. */

export type ClaimOutcome = 'same' | 'renamed' | 'truncated' | 'missing' | 're-cased' | 'first-of-many' | 'changed';

/** One claim as sent. */
export interface SentClaim {
  name: string;
  values: string[];
}

export interface ComparedClaim extends SentClaim {
  outcome: ClaimOutcome;
  /** Name under which the SP shows it; null when it is missing or the SP shows no names. */
  shownAs: string | null;
  shown: string[];
}

type Shown = Map<string, string[]>;

/** A single character is the beginning of too many things to be called truncated. */
const SHORTEST_TRUNCATION = 2;

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value === 'object') return value === null ? [] : Object.values(value).flatMap(texts);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}

/** Names and values at the attributes probe: an object, a list of `{name, value(s)}`, or JSON text of either. */
function namedValues(probed: unknown): Shown | undefined {
  if (typeof probed === 'string') {
    try {
      const parsed: unknown = JSON.parse(probed);
      return typeof parsed === 'object' && parsed !== null ? namedValues(parsed) : undefined;
    } catch {
      return undefined;
    }
  }
  if (typeof probed !== 'object' || probed === null) return undefined;
  if (!Array.isArray(probed)) return new Map(Object.entries(probed).map(([name, value]) => [name, texts(value)]));
  const entries = probed.flatMap((one: unknown): [string, string[]][] => {
    const { name, key, value, values } = (one ?? {}) as Record<string, unknown>;
    const label = name ?? key;
    return typeof label === 'string' ? [[label, texts(values ?? value)]] : [];
  });
  return entries.length === 0 ? undefined : new Map(entries);
}

const lower = (text: string): string => text.toLowerCase();
const same = (left: string[], right: string[]): boolean =>
  left.length === right.length && left.every((one, index) => one === right[index]);

/** How the values differ; undefined when they have nothing to do with each other. */
function likeness(
  sent: string[],
  shown: string[],
): Exclude<ClaimOutcome, 'renamed' | 'missing' | 'changed'> | undefined {
  if (same(sent, shown)) return 'same';
  if (same(sent.map(lower), shown.map(lower))) return 're-cased';
  if (sent.length > 1 && shown.length === 1 && shown[0] === sent[0]) return 'first-of-many';
  const cut =
    sent.length === shown.length &&
    shown.every((one, index) => {
      const whole = sent[index] ?? '';
      return one.length >= SHORTEST_TRUNCATION && one.length <= whole.length && whole.startsWith(one);
    });
  return cut ? 'truncated' : undefined;
}

const shortName = (name: string): string => lower(name.split(/[/:]/).at(-1) ?? name).replaceAll(/[^a-z0-9]/g, '');

/** Whether a field of the SP shows a claim, the surest way first. */
const sureness: ((claim: SentClaim, name: string, values: string[]) => boolean)[] = [
  (claim, name) => name === claim.name,
  (claim, name, values) => shortName(name) === shortName(claim.name) && likeness(claim.values, values) !== undefined,
  (claim, name) => shortName(name) === shortName(claim.name),
  (claim, _, values) => likeness(claim.values, values) === 'same',
  (claim, _, values) => likeness(claim.values, values) !== undefined,
];

function comparedWith(claim: SentClaim, shownAs: string | undefined, shown: Shown): ComparedClaim {
  if (shownAs === undefined) return { ...claim, outcome: 'missing', shownAs: null, shown: [] };
  const values = shown.get(shownAs) ?? [];
  const how = likeness(claim.values, values) ?? 'changed';
  return { ...claim, outcome: how === 'same' && shownAs !== claim.name ? 'renamed' : how, shownAs, shown: values };
}

function compareWithText(claim: SentClaim, text: string): ComparedClaim {
  const all = claim.values.every((value) => text.includes(value));
  const caseless = claim.values.every((value) => lower(text).includes(lower(value)));
  const first = claim.values.length > 1 && text.includes(claim.values[0] ?? '');
  const outcome = all ? 'same' : caseless ? 're-cased' : first ? 'first-of-many' : 'missing';
  return { ...claim, outcome, shownAs: null, shown: all ? claim.values : [] };
}

/**
 * Each field of the SP is matched with one claim at most, the surest matches first: the same name, then a like name, the same
 * values, like values.
 * @param probed what the attributes probe of the profile gave
 */
export function compareClaims(sent: SentClaim[], probed: unknown): ComparedClaim[] {
  const shown = namedValues(probed);
  if (shown === undefined) return sent.map((claim) => compareWithText(claim, texts(probed).join(' ')));
  const matches = new Map<SentClaim, string>();
  const free = new Set(shown.keys());
  for (const fits of sureness) {
    for (const claim of sent) {
      if (matches.has(claim)) continue;
      const name = [...free].find((one) => fits(claim, one, shown.get(one) ?? []));
      if (name === undefined) continue;
      matches.set(claim, name);
      free.delete(name);
    }
  }
  return sent.map((claim) => comparedWith(claim, matches.get(claim), shown));
}

const advice: Record<ClaimOutcome, (claim: ComparedClaim) => string> = {
  same: () => '',
  renamed: ({ shownAs }) =>
    `The SP calls it «${shownAs ?? ''}»; no change is needed unless something else reads the original name.`,
  truncated: ({ values, shown }) =>
    `Only ${shown[0]?.length ?? 0} of ${values[0]?.length ?? 0} characters are kept: shorten it with Substring, or widen the SP's field.`,
  're-cased': () =>
    'The case differs: add ToLowercase or ToUppercase to the claim, or compare without regard to case at the SP.',
  'first-of-many': () =>
    'Only the first value is kept: filter the groups or roles, or let the SP read every AttributeValue.',
  changed: () => 'The SP shows another value: look at its own mapping.',
  missing: ({ name }) =>
    `The SP does not show it: map «${name}» at the SP, name the claim as the SP expects, or do without it.`,
};

/** What to do about it at the identity provider or at the SP; empty when there is nothing to do. */
export const adviceFor = (claim: ComparedClaim): string => advice[claim.outcome](claim);
