/** Which names and attribute values a result holds, and a pseudonym for each: the same value always gets the same one. */

import type { Evidence, Result } from '../result.ts';

const nameId = /<(?:[\w.-]+:)?NameID(?:\s[^<>]{0,2000})?>([\s\S]{0,4000}?)<\/(?:[\w.-]+:)?NameID\s*>/g;
const attributeValue =
  /<(?:[\w.-]+:)?AttributeValue(?:\s[^<>]{0,2000})?>([\s\S]{0,4000}?)<\/(?:[\w.-]+:)?AttributeValue\s*>/g;
const xmlKinds = new Set(['request-xml', 'response-xml', 'honest-xml']);

// Names of claims, formats and methods are the standard's words, not people's values.
const vocabulary = /^(?:urn:oasis:|urn:ietf:|https?:\/\/schemas\.|https?:\/\/www\.w3\.org\/)/;

/** The texts of a value: what stands between comments, CDATA marks and other markup. */
function texts(inner: string): string[] {
  return inner
    .replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '\u0000')
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .replace(/<[^<>]*>/g, '\u0000')
    .split('\u0000')
    .flatMap((text) => [text.trim(), unescaped(text.trim())]);
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');
}

/** Every text in a JSON value, names of properties apart. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function shownValues(text: string): { people: string[]; values: string[] } {
  try {
    const json = JSON.parse(text) as { identity?: unknown };
    const { identity, ...others } = json;
    return { people: stringsIn(identity), values: stringsIn(others) };
  } catch {
    return { people: [], values: [] };
  }
}

function add(set: Set<string>, found: (string | null | undefined)[]): void {
  for (const text of found) if (text && text.length > 1 && !vocabulary.test(text)) set.add(text);
}

/** Pseudonyms by value: people first (`person-1`), then attribute values (`value-1`), in the order of the result. */
export function pseudonymsOf(result: Result): Map<string, string> {
  const people = new Set<string>();
  const values = new Set<string>();
  const read = (evidence: Evidence[]): void => {
    for (const { kind, text = '' } of evidence) {
      if (xmlKinds.has(kind)) {
        for (const match of text.matchAll(nameId)) add(people, texts(match[1] ?? ''));
        for (const match of text.matchAll(attributeValue)) add(values, texts(match[1] ?? ''));
      } else if (kind === 'shown') {
        const shown = shownValues(text);
        add(people, shown.people);
        add(values, shown.values);
      }
    }
  };
  for (const control of result.controls) {
    add(people, [control.shown, control.sent]);
    read(control.evidence ?? []);
  }
  for (const one of result.cases) {
    add(people, [one.identity, ...one.exchanges.map((exchange) => exchange.identity)]);
    read(one.evidence);
  }
  for (const { sent, shown } of result.claims?.entries ?? []) add(values, [...sent, ...(shown ?? [])]);
  const issuers = [result.run.idp.entityId, result.target.entityId, result.target.acsUrl];
  const pseudonyms = new Map<string, string>();
  for (const value of [...people].filter((one) => !issuers.includes(one))) {
    pseudonyms.set(value, `person-${pseudonyms.size + 1}`);
  }
  const count = pseudonyms.size;
  for (const value of [...values].filter((one) => !issuers.includes(one) && !pseudonyms.has(one))) {
    pseudonyms.set(value, `value-${pseudonyms.size - count + 1}`);
  }
  return pseudonyms;
}
