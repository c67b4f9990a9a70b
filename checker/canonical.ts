/** Canonical XML on xml-crypto's canonicalizers, with the places set right where those differ from the specifications. */

import { C14nCanonicalization, ExclusiveCanonicalization } from 'xml-crypto';

import { ancestors, attribute, attributesOf, child } from './xml.ts';

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const inclusive = ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'http://www.w3.org/2006/12/xml-c14n11'];
const knownAlgorithms = new Set([
  exclusive,
  `${exclusive}WithComments`,
  ...inclusive.flatMap((uri) => [uri, `${uri}#WithComments`]),
]);

export function isCanonicalization(algorithm: string): boolean {
  return knownAlgorithms.has(algorithm);
}

/** PrefixList of the ec:InclusiveNamespaces of a CanonicalizationMethod or Transform. */
export function prefixListOf(method: Element): string[] {
  const list = child(method, 'ec:InclusiveNamespaces');
  return (
    (list &&
      attribute(list, 'PrefixList')
        ?.split(/\s+/)
        .filter((prefix) => prefix !== '')) ??
    []
  );
}

export interface CanonicalOptions {
  algorithm: string;
  /** PrefixList of ec:InclusiveNamespaces. */
  inclusivePrefixes?: string[];
  /** The Signature that the enveloped-signature transform takes out. */
  without?: Element | undefined;
  /** A same-document reference by ID loses its comments before any transform (XML Signature §4.4.3.3). */
  comments?: boolean;
  /** Read processing instructions as text: the mistake of the library, kept to recognise who exploits it. */
  instructionsAsText?: boolean;
}

interface Canonicalizer {
  nsCompare: (a: { prefix: string }, b: { prefix: string }) => number;
  processInner: (...args: never[]) => string;
}

function corrected<T extends Canonicalizer>(canonicalizer: T, options: CanonicalOptions): T {
  const original = canonicalizer.processInner.bind(canonicalizer) as (...args: unknown[]) => string;
  // The library sorts prefixes by locale; C14N 1.0 §2.2 wants code points.
  canonicalizer.nsCompare = (a, b) => (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : 0);
  canonicalizer.processInner = (...args: unknown[]): string => {
    const node = args[0] as Node;
    if (node === options.without) return '';
    // The library prints the data of a processing instruction as if it were text; C14N 1.0 §2.3 keeps the instruction.
    if (node.nodeType === 7 && options.instructionsAsText !== true) {
      return node.nodeValue ? `<?${node.nodeName} ${node.nodeValue}?>` : `<?${node.nodeName}?>`;
    }
    // It also stops at a text node of no characters, which an empty CDATA section leaves behind.
    if (node.nodeType !== 1 && !node.nodeValue) return '';
    return original(...args);
  };
  return canonicalizer;
}

/** Namespace declarations that reach the element from its ancestors, nearest wins; the default one has the prefix ''. */
export function inheritedNamespaces(element: Element): Map<string, string> {
  const found = new Map<string, string>();
  for (const ancestor of ancestors(element)) {
    for (const { name, value } of attributesOf(ancestor)) {
      const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : null;
      if (prefix !== null && !found.has(prefix)) found.set(prefix, value);
    }
  }
  return found;
}

/** The canonical form of an element. Leaves the document as it was. */
export function canonicalize(element: Element, options: CanonicalOptions): string {
  const inherited = inheritedNamespaces(element);
  const comments = { includeComments: options.algorithm.endsWith('WithComments') && options.comments === true };
  if (!options.algorithm.startsWith(exclusive)) {
    const own = new Set([
      ...attributesOf(element).map(({ name }) => name),
      element.prefix ? `xmlns:${element.prefix}` : 'xmlns',
    ]);
    const ancestorNamespaces = [...inherited]
      .filter(([prefix, uri]) => uri !== '' && !own.has(prefix === '' ? 'xmlns' : `xmlns:${prefix}`))
      .map(([prefix, namespaceURI]) => ({ prefix, namespaceURI }));
    return corrected(Object.assign(new C14nCanonicalization(), comments), options).process(element, {
      ancestorNamespaces,
    });
  }
  const prefixes = options.inclusivePrefixes ?? [];
  const lent = prefixes.filter((prefix) => inherited.has(prefix) && !element.hasAttribute(`xmlns:${prefix}`));
  for (const prefix of lent)
    element.setAttributeNS('http://www.w3.org/2000/xmlns/', `xmlns:${prefix}`, inherited.get(prefix) ?? '');
  try {
    return corrected(Object.assign(new ExclusiveCanonicalization(), comments), options).process(element, {
      inclusiveNamespacesPrefixList: prefixes,
    });
  } finally {
    for (const prefix of lent) element.removeAttribute(`xmlns:${prefix}`);
  }
}
