/** What the page says about the claims: each as sent beside what the service provider shows. */

import type { ClaimEntry, Claims, ClaimState } from '../result.ts';
import { count } from '../words.ts';
import { visible } from './visible.ts';

/** Each state in words, what differs first, with its mark and the colour of the mark. */
const stateWords: Record<ClaimState, { word: string; mark: string; tone: 'warn' | 'not-applicable' | 'pass' }> = {
  missing: { word: 'missing', mark: '–', tone: 'warn' },
  changed: { word: 'changed', mark: '!', tone: 'warn' },
  truncated: { word: 'truncated', mark: '!', tone: 'warn' },
  'first-of-many': { word: 'first of many', mark: '!', tone: 'warn' },
  're-cased': { word: 're-cased', mark: '!', tone: 'warn' },
  renamed: { word: 'renamed', mark: '→', tone: 'not-applicable' },
  same: { word: 'same', mark: '✓', tone: 'pass' },
};
const states = Object.keys(stateWords) as ClaimState[];

interface Values {
  values: string[];
  more: string | null;
}

interface ClaimView {
  /** The last part of the name, and what stands before it. */
  name: string;
  namespace: string;
  required: boolean;
  sent: Values;
  shown: Values;
  /** Stands where no value can: it is not shown, or somewhere in plain text. */
  instead: string | null;
  shownAs: string | null;
  word: string;
  mark: string;
  tone: string;
  advice: string | null;
}

export interface ClaimsTable {
  /** Folded, there is nothing to do about any claim. */
  folded: boolean;
  heading: string;
  advice: string | null;
  rows: ClaimView[];
}

// A group claim has up to 150 values, and a claim with a picture in it is long.
const mostValues = 10;
const longestValue = 300;
const mostRows = 200;

function valuesOf(all: string[]): Values {
  const rest = all.length - mostValues;
  return {
    values: all.slice(0, mostValues).map((value) => visible(value, longestValue)),
    more: rest > 0 ? `and ${count(rest, 'more value')}` : null,
  };
}

function rowOf(entry: ClaimEntry): ClaimView {
  const { state, shown, shownAs, required = false, advice } = entry;
  const cut = Math.max(entry.name.lastIndexOf('/'), entry.name.lastIndexOf(':')) + 1;
  // A name that ends with a slash would have no last part.
  const at = cut < entry.name.length ? cut : 0;
  return {
    name: visible(entry.name.slice(at), longestValue),
    namespace: visible(entry.name.slice(0, at), longestValue),
    required,
    sent: valuesOf(entry.sent),
    shown: valuesOf(shown ?? []),
    instead:
      shown === null ? 'not shown' : shown.length === 0 && entry.sent.length > 0 ? 'in the text of the page' : null,
    shownAs: shownAs === undefined || shownAs === entry.name ? null : visible(shownAs, longestValue),
    ...stateWords[state],
    advice: advice === undefined ? null : visible(advice, 600),
  };
}

/** How many claims are in each state: «2 missing, 1 renamed, 5 same». */
export function claimCounts({ entries }: Claims): string {
  const counted = states.map((state) => ({ state, number: entries.filter((one) => one.state === state).length }));
  return counted
    .filter(({ number }) => number > 0)
    .map(({ state, number }) => `${number} ${stateWords[state].word}`)
    .join(', ');
}

/** The table, what differs first; null when the result has none. Of many claims the first 200. */
export function claimsTable(claims: Claims | undefined): ClaimsTable | null {
  if (claims === undefined) return null;
  const { shown, advice, entries } = claims;
  const folded = !shown || entries.every(({ state }) => state === 'same');
  const ordered = states.flatMap((state) => entries.filter((one) => one.state === state));
  const all = entries.length === 1 ? 'the one sent is' : `all ${entries.length} are`;
  const told = !shown ? 'not compared' : entries.length === 0 ? 'none were sent' : `${all} shown as sent`;
  return {
    folded,
    heading: folded ? `Claims: ${told}` : 'Claims',
    advice: advice === undefined ? null : visible(advice, 600),
    rows: ordered.slice(0, mostRows).map(rowOf),
  };
}
