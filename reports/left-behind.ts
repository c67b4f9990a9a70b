/** What a run may have left at the service provider: accounts that were signed in, and values that no honest sign-in sends. */

import type { CaseResult, Evidence, Result } from './result.ts';

export interface LeftBehind {
  /** Accounts that a session was opened for, in the order in which they were first seen, with `controls` or case ids. */
  accounts: { name: string; seenIn: string[] }[];
  /** Attribute values of accepted messages that the controls did not send, by case; of each case the first five. */
  markers: { case: string; values: string[]; total: number }[];
}

// Names of methods and claims are the standard's words; a profile that stores them stores nothing of ours.
const vocabulary = /^(?:urn:oasis:|https?:\/\/schemas\.)/;
const attributeValue = /<(?:[\w.-]+:)?AttributeValue(?:\s[^<>]{0,2000})?>([^<]{0,4000})</g;
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function attributeValues(evidence: Evidence[]): string[] {
  return evidence
    .filter((piece) => piece.kind === 'response-xml')
    .flatMap((piece) => [...(piece.text ?? '').matchAll(attributeValue)])
    .map((match) => (match[1] ?? '').replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? ''))
    .filter((value) => value.trim() !== '' && !vocabulary.test(value));
}

function wasAccepted(one: CaseResult): boolean {
  return one.exchanges.some((exchange) => exchange.signedIn === true) || (one.outcome ?? '').startsWith('signed-in');
}

/** Accounts and values that the owner may want to clean up; both lists may be empty. */
export function leftBehind(result: Result): LeftBehind {
  const accounts = new Map<string, Set<string>>();
  const see = (name: string | null | undefined, where: string): void => {
    if (name === null || name === undefined || name.trim() === '') return;
    accounts.set(name, (accounts.get(name) ?? new Set()).add(where));
  };
  for (const control of result.controls) if (control.outcome === 'signed-in') see(control.shown, 'controls');
  const honest = new Set(result.controls.flatMap((control) => attributeValues(control.evidence ?? [])));
  const accepted = result.cases.filter(wasAccepted);
  for (const one of accepted) {
    see(one.identity, one.id);
    for (const exchange of one.exchanges) if (exchange.signedIn === true) see(exchange.identity, one.id);
  }
  // Without the controls' messages nothing could be called unusual.
  const unusual = honest.size === 0 ? [] : accepted;
  return {
    accounts: [...accounts].map(([name, where]) => ({ name, seenIn: [...where] })),
    markers: unusual.flatMap((one) => {
      const values = [...new Set(attributeValues(one.evidence).filter((value) => !honest.has(value)))];
      return values.length === 0 ? [] : [{ case: one.id, values: values.slice(0, 5), total: values.length }];
    }),
  };
}
