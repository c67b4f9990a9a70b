/** A small tree of elements and its two serializations: as written, and canonical by construction. */

import type { Style } from './types.ts';
import { namespaces } from './uris.ts';
import { escapeAttribute, escapeText, xmlCharacters } from './xml.ts';

type Namespace = keyof Style['prefixes'];

/** Values, white space between elements, comments, and XML put in as it stands. */
export type Node = Element | { text: string } | { space: string } | { comment: string } | { raw: string };

export interface Element {
  namespace: Namespace;
  name: string;
  /** In the order in which they are written. The only prefix among them is `xsi:`. */
  attributes: [name: string, value: string][];
  children: Node[];
  /** Declares `xs` and `xsi`: set wherever an `xsi:` attribute stands. */
  typed?: boolean;
}

type Attributes = [name: string, value: string | undefined][];

function elementIn(namespace: Namespace) {
  return (name: string, attributes: Attributes = [], children: (Node | undefined | false)[] = []): Element => {
    const element: Element = { namespace, name, attributes: [], children: [] };
    for (const [attribute, value] of attributes) if (value !== undefined) element.attributes.push([attribute, value]);
    for (const child of children) if (child !== undefined && child !== false) element.children.push(child);
    return element;
  };
}

/** Builders, one a namespace; absent attributes and children are left out. */
export const samlp = elementIn('samlp');
export const saml = elementIn('saml');
export const ds = elementIn('ds');

export function isElement(node: Node, name?: string): node is Element {
  return 'name' in node && (name === undefined || node.name === name);
}

/** Entra's own way (observed): unprefixed assertion and signature, no white space. */
export const entraStyle: Style = {
  prefixes: { samlp: 'samlp', saml: '', ds: '' },
  pretty: false,
  cdata: false,
  hoistNamespaces: false,
  comments: false,
  characterReferences: false,
};

/** Prefix to namespace URI, as in force at one place. */
export type Scope = Record<string, string>;

/**
 * The element as it is sent: attributes in the order given, self-closing when empty. `scope` holds the declarations
 * already in force where a part of a message is written; a whole message has none, and may hoist its own.
 */
export function written(root: Element, style: Style, scope?: Scope): string {
  if (scope !== undefined) return write(root, style, scope);
  const hoisted: Scope = {};
  if (style.hoistNamespaces) {
    for (const namespace of ['samlp', 'saml', 'ds'] as const)
      hoisted[style.prefixes[namespace]] ??= namespaces[namespace];
  }
  return write(root, style, {}, hoisted);
}

function write(element: Element, style: Style, scope: Scope, extra?: Scope): string {
  const prefix = style.prefixes[element.namespace];
  const name = prefix === '' ? element.name : `${prefix}:${element.name}`;
  const more = element.typed === true ? { ...extra, xs: namespaces.xs, xsi: namespaces.xsi } : extra;
  const [declarations, inner] = declared(prefix, namespaces[element.namespace], more, scope);
  let xml = `<${name}${declarations}`;
  for (const [attribute, value] of element.attributes) xml += ` ${attribute}="${escapeAttribute(value)}"`;
  if (element.children.length === 0) return `${xml}/>`;
  xml += '>';
  for (const child of element.children) xml += writeNode(child, element.name, style, inner);
  return `${xml}</${name}>`;
}

function writeNode(node: Node, parent: string, style: Style, scope: Scope): string {
  if ('name' in node) return write(node, style, scope);
  if ('raw' in node) return node.raw;
  if ('space' in node) return node.space;
  if ('comment' in node) return `<!--${node.comment}-->`;
  if (style.cdata && (parent === 'NameID' || parent === 'AttributeValue')) return cdata(node.text);
  return style.characterReferences ? referenced(node.text) : escapeText(node.text);
}

/** The end of a section inside a value, and a carriage return (which a parser would turn into a line feed), stand outside of it. */
function cdata(value: string): string {
  const text = xmlCharacters(value).replaceAll(']]>', ']]]]><![CDATA[>').replaceAll('\r', ']]>&#xD;<![CDATA[');
  return `<![CDATA[${text}]]>`;
}

function referenced(value: string): string {
  return xmlCharacters(value).replace(/[^A-Za-z0-9]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/**
 * The same element in Exclusive XML Canonicalization 1.0 without comments, as an apex of its own: declarations where
 * visibly used and sorted, attributes sorted, no self-closing tags. Undefined when XML put in as it stands is below it.
 */
export function canonical(element: Element, style: Style): string | undefined {
  return canonicalIn(element, style, {});
}

function canonicalIn(element: Element, style: Style, scope: Scope): string | undefined {
  const prefix = style.prefixes[element.namespace];
  const name = prefix === '' ? element.name : `${prefix}:${element.name}`;
  const more = element.typed === true ? { xsi: namespaces.xsi } : undefined;
  const [declarations, inner] = declared(prefix, namespaces[element.namespace], more, scope);
  let xml = `<${name}${declarations}`;
  for (const [attribute, value] of inOrder(element.attributes)) xml += ` ${attribute}="${escapeAttribute(value)}"`;
  xml += '>';
  for (const child of element.children) {
    if ('name' in child) {
      const text = canonicalIn(child, style, inner);
      if (text === undefined) return undefined;
      xml += text;
    } else if ('raw' in child) return undefined;
    else if ('space' in child) xml += child.space;
    else if ('text' in child) xml += escapeText(child.text);
  }
  return `${xml}</${name}>`;
}

/** C14N 1.0 section 2.2: attributes without a namespace come first, each group by local name. */
function inOrder(attributes: Element['attributes']): Element['attributes'] {
  const ordered = attributes.every(([name], index) => index === 0 || before(attributes[index - 1]?.[0] ?? '', name));
  return ordered ? attributes : attributes.toSorted(([a], [b]) => (before(a, b) ? -1 : 1));
}

function before(a: string, b: string): boolean {
  return a.includes(':') === b.includes(':') ? a < b : b.includes(':');
}

/** The declarations that are not yet in force, sorted by prefix, and the scope below them. */
function declared(prefix: string, uri: string, more: Scope | undefined, scope: Scope): [string, inner: Scope] {
  if (more === undefined && scope[prefix] === uri) return ['', scope];
  const needed: Scope = { ...more, [prefix]: uri };
  const missing = Object.keys(needed).filter((prefix) => scope[prefix] !== needed[prefix]);
  if (missing.length === 0) return ['', scope];
  const declarations = missing
    .sort()
    .map((prefix) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${needed[prefix] ?? ''}"`)
    .join('');
  return [declarations, { ...scope, ...needed }];
}
