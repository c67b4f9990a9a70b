/** Finding one's way in a DOM by namespace and local name, never by prefix. */

export const ns = {
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  samlp: 'urn:oasis:names:tc:SAML:2.0:protocol',
  md: 'urn:oasis:names:tc:SAML:2.0:metadata',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  xenc: 'http://www.w3.org/2001/04/xmlenc#',
  ec: 'http://www.w3.org/2001/10/xml-exc-c14n#',
} as const;

const knownPrefixes = new Map<string, string>(Object.entries(ns).map(([prefix, uri]) => [uri, prefix]));

/** `saml:Assertion`, whatever prefix the message uses; `{uri}name` for unknown namespaces. */
export function nameOf(element: Element): string {
  const uri = element.namespaceURI ?? '';
  const prefix = knownPrefixes.get(uri);
  if (prefix !== undefined) return `${prefix}:${element.localName}`;
  return uri === '' ? element.localName : `{${uri}}${element.localName}`;
}

export function is(node: Node | null | undefined, name: string): node is Element {
  return node?.nodeType === 1 && nameOf(node as Element) === name;
}

export function elementsOf(parent: Node): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === 1) found.push(node as Element);
  }
  return found;
}

/** Child elements of one name. */
export function children(parent: Node, name: string): Element[] {
  return elementsOf(parent).filter((element) => nameOf(element) === name);
}

export function child(parent: Node, name: string): Element | undefined {
  return children(parent, name)[0];
}

/** The element itself and everything below it, in document order. */
export function* selfAndDescendants(element: Element): Generator<Element> {
  yield element;
  for (const inner of elementsOf(element)) yield* selfAndDescendants(inner);
}

/** All ancestors that are elements, nearest first. */
export function ancestors(element: Node): Element[] {
  const found: Element[] = [];
  for (let node = element.parentNode; node?.nodeType === 1; node = node.parentNode) found.push(node as Element);
  return found;
}

/** The attribute without a namespace, or undefined when it is absent. */
export function attribute(element: Element, name: string): string | undefined {
  return element.hasAttribute(name) ? (element.getAttribute(name) ?? '') : undefined;
}

export function attributesOf(element: Element): Attr[] {
  return Array.from({ length: element.attributes.length }, (_, index) => element.attributes.item(index)).filter(
    (found) => found !== null,
  );
}

/** The text of an element: text and CDATA joined, comments and processing instructions left out. */
export function textOf(element: Element): string {
  let text = '';
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === 3 || node.nodeType === 4) text += node.nodeValue ?? '';
  }
  return text;
}

/** A readable path, with positions where siblings share a name. */
export function pathOf(element: Element): string {
  const parent = element.parentNode;
  const name = nameOf(element);
  if (parent?.nodeType !== 1) return `/${name}`;
  const twins = children(parent, name);
  const position = twins.length > 1 ? `[${twins.indexOf(element) + 1}]` : '';
  return `${pathOf(parent as Element)}/${name}${position}`;
}
