/** Finds the elements that a deviation means, or says that the message has none: a void deviation proves nothing. */

import {
  childrenOf,
  findAll,
  findFirst,
  innerOf,
  localName,
  outerOf,
  replaceSpan,
  type Span,
} from '../protocol/xml-text.ts';

/** The first element with this local name. Throws when the message has none. */
export function first(xml: string, name: string): Span {
  const span = findFirst(xml, name);
  if (!span) throw new Error(`Expected an element ${name} to deviate from, found none in ${xml.slice(0, 200)}`);
  return span;
}

/** The first direct child with this local name, if there is one. */
export function child(xml: string, parent: Span, name: string): Span | undefined {
  return childrenOf(xml, parent).find((span) => localName(span.name) === name);
}

/** Text of the first element with this local name, tags included. */
export function outerOfFirst(xml: string, name: string): string {
  return outerOf(xml, first(xml, name));
}

/** What stands between the tags of every element with this local name, in document order. */
export function innersOf(xml: string, name: string): string[] {
  return findAll(xml, name).map((span) => innerOf(xml, span));
}

/** Replaces every element with this local name, last first, so that places found before stay right. */
export function edit(xml: string, name: string, change: (outer: string, index: number) => string): string {
  return findAll(xml, name).reduceRight(
    (text, span, index) => replaceSpan(text, span, change(outerOf(text, span), index)),
    xml,
  );
}

/** The same for what stands between the tags. */
export function editInner(xml: string, name: string, change: (inner: string, index: number) => string): string {
  return findAll(xml, name).reduceRight(
    (text, span, index) =>
      text.slice(0, span.openEnd) + change(innerOf(text, span), index) + text.slice(span.closeStart),
    xml,
  );
}
