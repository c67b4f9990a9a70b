/** Estimates from a sample how much of an identifier is random. */

import type { InspectionFinding } from '../case.ts';
import type { Evidence } from '../observation.ts';

/** Core 1.3.4: two random identifiers are the same with a probability of 2^-128 at most. */
const demanded = 128;
/** What nobody can try in the life of a request. */
const guessable = 64;
/** Fewer identifiers say too little about what varies. */
const sample = 24;

/**
 * Bits of an identifier that vary, estimated per position. An upper bound: what looks random may still be computed.
 * @param ids identifiers in the order in which they were made
 */
export function estimatedBits(ids: string[]): number {
  const length = Math.min(...ids.map((id) => id.length));
  const columns = Array.from({ length }, (_, at) => new Set(ids.map((id) => id[at])));
  const varying = columns.filter((column) => column.size > 1);
  const alphabet = new Set(varying.flatMap((column) => [...column])).size;
  // A position that draws from the whole alphabet would have shown about this many different characters.
  const usual = alphabet * (1 - (1 - 1 / Math.max(alphabet, 1)) ** ids.length);
  return varying.reduce((bits, { size }) => bits + Math.log2(size > usual / 2 ? alphabet : size), 0);
}

function idsOf({ requests }: Evidence): string[] {
  return requests.flatMap(({ request }) => request.id ?? []);
}

/** Unique, no counter, no clock, and at least 64 bits: nobody guesses the next one. */
export function requestIdUnpredictable(evidence: Evidence): InspectionFinding[] | null {
  const ids = idsOf(evidence);
  if (ids.length < sample) return null;
  if (new Set(ids).size < ids.length) return [{ message: 'two requests have the same ID' }];
  const findings: InspectionFinding[] = [];
  const sorted = ids.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  if (ids.every((id, index) => id === sorted[index])) {
    findings.push({
      message: 'the IDs only ever grow: they hold a counter or the time',
      actual: ids.slice(0, 3).join(', '),
    });
  }
  const bits = estimatedBits(ids);
  if (Math.round(bits) < guessable) {
    findings.push({
      message: 'the IDs can be guessed',
      expected: `at least ${guessable} bits`,
      actual: `about ${Math.round(bits)} bits over ${ids.length} requests, for instance ${ids.at(-1) ?? ''}`,
    });
  }
  return findings;
}

/** A random UUID has 122 bits: a little less than Core asks for, and no danger. */
export function requestIdBits(evidence: Evidence): InspectionFinding[] | null {
  const ids = idsOf(evidence);
  if (ids.length < sample) return null;
  const bits = Math.round(estimatedBits(ids));
  if (bits >= demanded) return [];
  const actual = `about ${bits} bits over ${ids.length} requests, for instance ${ids.at(-1) ?? ''}`;
  const message = 'the IDs hold too little randomness (a random UUID has 122 bits)';
  return [{ message, expected: `at least ${demanded} bits`, actual }];
}
