/** Surgery on XML as text: an exact tokenizer with positions, so that every byte that a deviation does not mean stays as it was. */

import { escapeAttribute } from './xml.ts';

/** Where an element stands in a text. A self-closing element has `openEnd`, `closeStart` and `end` at the same place. */
export interface Span {
  /** Qualified name as written. */
  name: string;
  /** Position of the `<` of the start tag. */
  start: number;
  /** Position behind the `>` of the start tag. */
  openEnd: number;
  /** Position of the `</` of the end tag. */
  closeStart: number;
  /** Position behind the whole element. */
  end: number;
}

interface Token {
  kind: 'open' | 'empty' | 'close' | 'text' | 'cdata' | 'other';
  start: number;
  end: number;
}

const delimited: [open: string, close: string, kind: Token['kind']][] = [
  ['<!--', '-->', 'other'],
  ['<![CDATA[', ']]>', 'cdata'],
  ['<?', '?>', 'other'],
];

function* tokens(xml: string, from = 0, to = xml.length): Generator<Token> {
  let at = from;
  while (at < to) {
    const token = tokenAt(xml, at);
    yield token;
    at = token.end;
  }
}

function tokenAt(xml: string, start: number): Token {
  if (xml[start] !== '<') return { kind: 'text', start, end: orEnd(xml, xml.indexOf('<', start), 0) };
  for (const [open, close, kind] of delimited) {
    if (xml.startsWith(open, start)) {
      return { kind, start, end: orEnd(xml, xml.indexOf(close, start + open.length), close.length) };
    }
  }
  if (xml.startsWith('<!', start)) return { kind: 'other', start, end: declarationEnd(xml, start) };
  const end = tagEnd(xml, start);
  if (xml[start + 1] === '/') return { kind: 'close', start, end };
  return { kind: xml[end - 2] === '/' ? 'empty' : 'open', start, end };
}

function orEnd(xml: string, found: number, length: number): number {
  return found < 0 ? xml.length : found + length;
}

/** The end of a tag: the first `>` outside quotes. */
function tagEnd(xml: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < xml.length; at += 1) {
    const character = xml.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return xml.length;
}

/** The end of a DOCTYPE: its `>` outside quotes, comments and the internal subset. */
function declarationEnd(xml: string, start: number): number {
  const piece = /"[^"]*"|'[^']*'|<!--[\s\S]*?-->|[[\]>]/g;
  piece.lastIndex = start;
  let depth = 0;
  for (let match = piece.exec(xml); match !== null; match = piece.exec(xml)) {
    if (match[0] === '[') depth += 1;
    else if (match[0] === ']') depth -= 1;
    else if (match[0] === '>' && depth === 0) return piece.lastIndex;
  }
  return xml.length;
}

function tagName(xml: string, from: number): string {
  const name = /[^\s/>]*/y;
  name.lastIndex = from;
  return name.exec(xml)?.[0] ?? '';
}

/**
 * Every element of a piece of text, in document order. Lenient where the text is not well-formed: an element without an
 * end tag reaches to the end of its parent, a stray end tag is passed over.
 */
export function elementsOf(xml: string, from = 0, to = xml.length): Span[] {
  const all: Span[] = [];
  const open: Span[] = [];
  for (const { kind, start, end } of tokens(xml, from, to)) {
    if (kind === 'open' || kind === 'empty') {
      const span = { name: tagName(xml, start + 1), start, openEnd: end, closeStart: end, end };
      all.push(span);
      if (kind === 'open') open.push(span);
    } else if (kind === 'close') {
      const name = tagName(xml, start + 2);
      const index = open.findLastIndex((span) => span.name === name);
      if (index < 0) continue;
      const [closed, ...unclosed] = open.splice(index);
      for (const span of unclosed) Object.assign(span, { closeStart: start, end: start });
      Object.assign(closed ?? {}, { closeStart: start, end });
    }
  }
  for (const span of open) Object.assign(span, { closeStart: to, end: to });
  return all;
}

/** The name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The first element whose `ID`, `Id` or `id` attribute has this value. */
export function findById(xml: string, id: string): Span | undefined {
  return elementsOf(xml).find((span) => ['ID', 'Id', 'id'].some((name) => attributeOf(xml, span, name) === id));
}

/** The first element with this local name that starts at or behind `from`. */
export function findFirst(xml: string, name: string, from = 0): Span | undefined {
  return elementsOf(xml).find((span) => span.start >= from && localName(span.name) === name);
}

/** All elements with this local name, in document order, nested ones included. */
export function findAll(xml: string, name: string): Span[] {
  return elementsOf(xml).filter((span) => localName(span.name) === name);
}

/** The document element. */
export function rootOf(xml: string): Span | undefined {
  return elementsOf(xml)[0];
}

/** The direct child elements. */
export function childrenOf(xml: string, parent: Span): Span[] {
  const children: Span[] = [];
  for (const span of elementsOf(xml, parent.openEnd, parent.closeStart)) {
    if (span.start >= (children.at(-1)?.end ?? 0)) children.push(span);
  }
  return children;
}

/** The local name of the document element, without a look at what is behind its start tag; empty where there is none. */
export function rootName(xml: string): string {
  for (const { kind, start } of tokens(xml)) {
    if (kind === 'open' || kind === 'empty') return localName(tagName(xml, start + 1));
  }
  return '';
}

/** The element as it stands, tags included. */
export function outerOf(xml: string, span: Span): string {
  return xml.slice(span.start, span.end);
}

/** What stands between the tags. */
export function innerOf(xml: string, span: Span): string {
  return xml.slice(span.openEnd, span.closeStart);
}

/** Puts `text` in the place of the whole element. */
export function replaceSpan(xml: string, span: Span, text: string): string {
  return xml.slice(0, span.start) + text + xml.slice(span.end);
}

/** Puts `text` in the place of everything between the tags; a self-closing element gets an end tag. */
export function replaceInner(xml: string, span: Span, text: string): string {
  if (span.openEnd < span.end) return xml.slice(0, span.openEnd) + text + xml.slice(span.closeStart);
  const open = xml.slice(span.start, span.end).replace(/\s*\/>$/, '>');
  return replaceSpan(xml, span, `${open}${text}</${span.name}>`);
}

export function insertAt(xml: string, index: number, text: string): string {
  return xml.slice(0, index) + text + xml.slice(index);
}

export function removeSpan(xml: string, span: Span): string {
  return replaceSpan(xml, span, '');
}

/** The value of an element as XPath's `string()` gives it: all text and CDATA below it, references decoded, nothing else. */
export function textOf(xml: string, span: Span): string {
  let text = '';
  for (const { kind, start, end } of tokens(xml, span.openEnd, span.closeStart)) {
    if (kind === 'text') text += decode(xml.slice(start, end));
    else if (kind === 'cdata') text += xml.slice(start + '<![CDATA['.length, end - ']]>'.length);
  }
  return text;
}

/** The decoded value of an attribute, named as written (with its prefix, if any). */
export function attributeOf(xml: string, span: Span, name: string): string | undefined {
  const found = attributesIn(xml, span).find((attribute) => attribute.name === name);
  return found === undefined ? undefined : decode(found.value);
}

/** Sets an attribute, escaped; null takes it away. A new one goes behind the others. */
export function setAttribute(xml: string, span: Span, name: string, value: string | null): string {
  const found = attributesIn(xml, span).find((attribute) => attribute.name === name);
  const written = value === null ? '' : ` ${name}="${escapeAttribute(value)}"`;
  if (found !== undefined) return xml.slice(0, found.start) + written + xml.slice(found.end);
  const behind = /\s*\/?>$/.exec(xml.slice(span.start, span.openEnd));
  return insertAt(xml, span.start + (behind?.index ?? span.name.length + 1), written);
}

interface WrittenAttribute {
  name: string;
  value: string;
  /** Position of the white space in front of it. */
  start: number;
  end: number;
}

/** The attributes of a start tag with their raw values, namespace declarations included. */
export function attributesIn(xml: string, span: Span): WrittenAttribute[] {
  const tag = xml.slice(span.start, span.openEnd);
  return [...tag.matchAll(/\s+([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((match) => ({
    name: match[1] ?? '',
    value: match[2] ?? match[3] ?? '',
    start: span.start + match.index,
    end: span.start + match.index + match[0].length,
  }));
}

const entities = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));

function decode(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities.get(name) ?? whole;
      const point = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
      return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
    },
  );
}
