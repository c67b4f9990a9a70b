/** The DOCTYPE: refused, unless a forgetful service provider reads it as an old XML parser would. */

import type { Policy } from '../policy.ts';

// Only the prolog can hold a DOCTYPE; the same characters in a CDATA section mean nothing.
const prolog = /^\uFEFF?\s*(?:<\?[^>]*\?>\s*|<!--(?:[^-]|-[^-])*-->\s*)*(?=<!DOCTYPE)/;

interface Declaration {
  start: number;
  end: number;
  text: string;
}

function findDoctype(text: string): Declaration | undefined {
  const before = prolog.exec(text);
  if (before === null) return undefined;
  const start = before[0].length;
  let quote = '';
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '[') depth += 1;
    else if (character === ']') depth -= 1;
    else if (character === '>' && depth === 0) return { start, end: at + 1, text: text.slice(start, at + 1) };
  }
  return { start, end: text.length, text: text.slice(start) };
}

const external = /\b(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s+(?:"([^"]*)"|'([^']*)')/g;
const internal = /<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g;
const externalEntity = /<!ENTITY\s+([\w.-]+)\s+(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s+(?:"[^"]*"|'[^']*')\s*>/g;

/** The text without its DOCTYPE, which ends where its quotes say. */
export function withoutDoctype(text: string): string {
  const doctype = findDoctype(text);
  return doctype === undefined ? text : text.slice(0, doctype.start) + text.slice(doctype.end);
}

/** Stands, as a comment, where an entity began: what a tree keeps of it that is not expanded. */
export const entityMark = 'entity';

/** Fetches as a careless parser does: answers and errors are of no interest to it. */
export type FetchEntity = (url: string) => Promise<string>;

function externalUrls(doctype: Declaration): string[] {
  const named = [...doctype.text.matchAll(external)].map((match) => match[1] ?? match[2] ?? '');
  // A URN is a name only: there is nowhere to fetch it from.
  return named.filter((url) => !url.startsWith('urn:')).slice(0, 4);
}

/** Texts that were decrypted, or decoded, by others: a careless parser fetches what their document types name. */
export async function fetchNamedBy(texts: readonly string[], fetchEntity: FetchEntity): Promise<void> {
  const urls = texts.flatMap((text) => {
    const doctype = findDoctype(text);
    return doctype === undefined ? [] : externalUrls(doctype);
  });
  for (const url of urls) await fetchEntity(url);
}

/** @throws Refusal when decrypted text carries a DOCTYPE */
export function refuseDoctype(text: string, policy: Policy): string {
  const rest = withoutDoctype(text);
  policy.demand('doctype', rest === text, 'the decrypted assertion carries a DOCTYPE');
  return rest;
}

/**
 * Returns the message without its DOCTYPE.
 * @throws Refusal when there is one and the checks `doctype` and `external-entity` are in place.
 */
export async function settleDoctype(text: string, policy: Policy, fetchEntity: FetchEntity): Promise<string> {
  const doctype = findDoctype(text);
  if (doctype === undefined) return text;
  const urls = externalUrls(doctype);
  policy.demand('external-entity', urls.length === 0, 'the message names an external entity');
  for (const url of urls) await fetchEntity(url);
  const rest = text.slice(doctype.end);
  // An entity in an attribute leaves no hole.
  const half = policy.forgets('entity-text') && />[^<]*&(?!amp;|lt;|gt;|quot;|apos;|#)[\w.-]+;/.test(rest);
  policy.demand('doctype', half, 'the message carries a DOCTYPE');
  const values = new Map<string, string>();
  for (const [, name = '', double, single] of doctype.text.matchAll(internal)) values.set(name, double ?? single ?? '');
  for (const [, name = ''] of doctype.text.matchAll(externalEntity)) values.set(name, '');
  const marked = half ? new Map([...values].map(([name, value]) => [name, `<!--${entityMark}-->${value}`])) : values;
  return text.slice(0, doctype.start) + expand(rest, marked, 5);
}

/** Nested entities are expanded a few levels deep and to a bounded size, so that a demo cannot be blown up. */
function expand(text: string, values: Map<string, string>, levels: number): string {
  if (values.size === 0) return text;
  if (levels === 0 || text.length > 1_000_000)
    return text.replace(/&[\w.-]+;/g, (one) => (values.has(one.slice(1, -1)) ? '' : one));
  const once = text.replace(/&([\w.-]+);/g, (reference, name: string) => values.get(name) ?? reference);
  if (once.length > 1_000_000) return expand(text, values, 0);
  return once === text ? text : expand(once, values, levels - 1);
}
