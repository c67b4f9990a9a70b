/** Constructs that two readers of one message may read differently. */

import { defect, type Defect } from './context.ts';
import type { Message } from './message.ts';
import { attributesOf, elementsOf, nameOf, pathOf, selfAndDescendants } from './xml.ts';

/** Comments and processing instructions inside values, and prefixes bound again: where two readers see two texts. */
export function differentialDefects({ roots }: Message): Defect[] {
  const defects: Defect[] = [];
  for (const element of roots.flatMap((root) => [...selfAndDescendants(root)])) {
    const name = nameOf(element);
    for (const declared of attributesOf(element)) {
      const outer =
        declared.prefix === 'xmlns' ? element.parentNode?.lookupNamespaceURI(declared.localName) : undefined;
      if ((outer && outer !== declared.value) || (declared.prefix === 'xml' && declared.localName === 'xmlns'))
        defects.push(defect('namespace-redeclared', `${declared.name} was ${outer ?? 'unbound'}`, pathOf(element)));
    }
    // A DigestValue with a comment has a code of its own.
    if (!/^(?:saml|samlp|ds):/.test(name) || name === 'ds:DigestValue') continue;
    const nodes = Array.from(element.childNodes);
    const hasText = nodes.some(({ nodeType, nodeValue }) => (nodeType === 3 || nodeType === 4) && nodeValue?.trim());
    if (hasText && nodes.some(({ nodeType }) => nodeType === 8))
      defects.push(defect('comment-in-value', undefined, pathOf(element)));
    if (nodes.some(({ nodeType }) => nodeType === 7) && (hasText || elementsOf(element).length === 0))
      defects.push(defect('instruction-in-value', undefined, pathOf(element)));
  }
  return defects;
}
