/** Canonical XML 1.0 and Exclusive XML Canonicalization of an element, written from the two specifications. */

import { isElement, nodesOf } from '../message/xml.ts';

export interface CanonicalForm {
  exclusive: boolean;
  comments: boolean;
  /** PrefixList of ec:InclusiveNamespaces; `#default` is the default namespace. */
  inclusivePrefixes: readonly string[];
  /** The Signature that the enveloped-signature transform leaves out. */
  without?: readonly Element[];
  /** Write the data of processing instructions as text, as a faulty canonicalizer does. */
  instructionsAsText?: boolean;
}

type Scope = ReadonlyMap<string, string>;

function declarations(element: Element): [prefix: string, uri: string][] {
  return Array.from(element.attributes)
    .filter((attribute) => attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:'))
    .map((attribute) => [attribute.name.slice(6), attribute.value]);
}

function within(scope: Scope, element: Element): Scope {
  const own = declarations(element);
  return own.length === 0 ? scope : new Map([...scope, ...own]);
}

function scopeAround(apex: Element): Scope {
  const above = apex.parentNode;
  return isElement(above) ? within(scopeAround(above), above) : new Map();
}

function prefixesNeeded(element: Element, attributes: Attr[], scope: Scope, form: CanonicalForm): Set<string> {
  if (!form.exclusive) return new Set([...scope.keys(), '']);
  const needed = new Set([element.prefix ?? '']);
  for (const attribute of attributes) if (attribute.prefix) needed.add(attribute.prefix);
  for (const prefix of form.inclusivePrefixes) needed.add(prefix === '#default' ? '' : prefix);
  needed.delete('xml');
  return needed;
}

function byCodePoint(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&#xD;'));
}

const attributeEscapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

function escapeAttribute(text: string): string {
  return text.replace(/[&<"\t\n\r]/g, (character) => attributeEscapes[character] ?? character);
}

function write(node: Node, around: Scope, rendered: Scope, form: CanonicalForm): string {
  if (node.nodeType === 3 || node.nodeType === 4) return escapeText(node.nodeValue ?? '');
  if (node.nodeType === 8) return form.comments ? `<!--${node.nodeValue ?? ''}-->` : '';
  if (node.nodeType === 7 && form.instructionsAsText === true) return escapeText(node.nodeValue ?? '');
  if (node.nodeType === 7) return `<?${node.nodeName}${node.nodeValue ? ` ${node.nodeValue}` : ''}?>`;
  if (!isElement(node) || form.without?.includes(node) === true) return '';
  const scope = within(around, node);
  const attributes = Array.from(node.attributes).filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'));
  const seen = new Map(rendered);
  const spaces = [...prefixesNeeded(node, attributes, scope, form)].sort(byCodePoint).map((prefix) => {
    const uri = scope.get(prefix) ?? '';
    if ((seen.get(prefix) ?? '') === uri) return '';
    seen.set(prefix, uri);
    return ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(uri)}"`;
  });
  const written = attributes
    .sort(
      (left, right) =>
        byCodePoint(left.namespaceURI ?? '', right.namespaceURI ?? '') ||
        byCodePoint(left.localName ?? left.name, right.localName ?? right.name),
    )
    .map(({ name, value }) => ` ${name}="${escapeAttribute(value)}"`);
  const content = nodesOf(node).map((inner) => write(inner, scope, seen, form));
  return `<${node.tagName}${spaces.join('')}${written.join('')}>${content.join('')}</${node.tagName}>`;
}

/** Canonical text of an element and what is below it. */
export function canonicalize(apex: Element, form: CanonicalForm): string {
  return write(apex, scopeAround(apex), new Map(), form);
}
