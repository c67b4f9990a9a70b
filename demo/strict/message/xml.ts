/** Small reading functions over the document object model; nothing here searches further than it says. */

export const names = {
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  instance: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

const elementNode = 1;
const textNode = 3;
const cdataNode = 4;

export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === elementNode;
}

export function nodesOf(parent: Node): Node[] {
  const nodes: Node[] = [];
  for (let node = parent.firstChild; node !== null && node !== undefined; node = node.nextSibling) nodes.push(node);
  return nodes;
}

/** Child elements with this name, never deeper descendants. */
export function children(parent: Node, namespace: string, name: string): Element[] {
  return nodesOf(parent).filter(
    (node): node is Element => isElement(node) && node.namespaceURI === namespace && node.localName === name,
  );
}

export function child(parent: Node, namespace: string, name: string): Element | undefined {
  return children(parent, namespace, name)[0];
}

/** All elements below a node, the node itself first when it is one, in document order. */
export function everyElement(top: Node): Element[] {
  const found: Element[] = [];
  // A list of its own instead of recursion: a message may be nested deeper than the stack is.
  const open: Node[] = [top];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isElement(node)) found.push(node);
    open.push(...nodesOf(node).toReversed());
  }
  return found;
}

export function descendants(top: Node, namespace: string, name: string): Element[] {
  return everyElement(top).filter((element) => element.namespaceURI === namespace && element.localName === name);
}

export function attribute(element: Element, name: string): string | undefined {
  return element.getAttributeNode(name)?.value;
}

/** All text below an element, joined; comments and processing instructions are no text. */
export function textOf(element: Element): string {
  return nodesOf(element)
    .map((node) => {
      if (node.nodeType === textNode || node.nodeType === cdataNode) return node.nodeValue ?? '';
      return isElement(node) ? textOf(node) : '';
    })
    .join('');
}

/** What a service provider sees that takes the first node for the value (CVE-2017-11427 and its family). */
export function firstTextOf(element: Element): string {
  const first = element.firstChild;
  return first !== null && (first.nodeType === textNode || first.nodeType === cdataNode) ? (first.nodeValue ?? '') : '';
}

/** What a service provider sees that takes the text in front of a certain node for the value. */
export function textBefore(element: Element, ends: (node: Node) => boolean): string {
  const nodes = nodesOf(element);
  const end = nodes.findIndex(ends);
  const text = (end < 0 ? nodes : nodes.slice(0, end)).filter(
    ({ nodeType }) => nodeType === textNode || nodeType === cdataNode,
  );
  return text.map(({ nodeValue }) => nodeValue ?? '').join('');
}

export function isNamed(element: Element | null | undefined, namespace: string, name: string): element is Element {
  return isElement(element) && element.namespaceURI === namespace && element.localName === name;
}
