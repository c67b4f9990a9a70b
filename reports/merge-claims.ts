/** Joins what the shards of a run found out about claims. */

import type { ClaimEntry, Claims } from './result.ts';

/**
 * Every shard signs the subject in for itself, so each compares the same claims. What one could not compare another may have;
 * where two disagree, the claim is told once, by the one that found the greater difference.
 */
export function joinedClaims(told: Claims[]): Claims | undefined {
  const compared = told.filter(({ shown }) => shown);
  if (compared.length === 0) return told[0];
  const entries = new Map<string, ClaimEntry>();
  for (const entry of compared.flatMap((one) => one.entries)) {
    // One Attribute name may be sent twice.
    const key = JSON.stringify([entry.name, entry.sent]);
    const known = entries.get(key);
    if (known === undefined || gravity(entry) > gravity(known)) entries.set(key, entry);
  }
  return { ...compared[0], shown: true, entries: [...entries.values()] };
}

const states: ClaimEntry['state'][] = [
  'same',
  'renamed',
  're-cased',
  'truncated',
  'first-of-many',
  'changed',
  'missing',
];

function gravity({ state }: ClaimEntry): number {
  return states.indexOf(state);
}
