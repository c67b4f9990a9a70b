/** Identifiers: present, well formed, and each on one element only (Core §1.3.4). */

import { defect, type Defect } from './context.ts';
import type { Message } from './message.ts';
import { attribute, attributesOf, pathOf, selfAndDescendants } from './xml.ts';

export function idDefects({ response, assertions, roots }: Message): Defect[] {
  const defects: Defect[] = [];
  const owners = new Map<string, Element>();
  for (const element of roots.flatMap((root) => [...selfAndDescendants(root)])) {
    // Parsers disagree on what an ID is, so every spelling counts: ID, Id, id, xml:id, samlp:ID.
    const ids = attributesOf(element).filter(({ localName }) => localName.toLowerCase() === 'id');
    if (ids.length > 1)
      defects.push(
        defect('id-attribute-doubled', `found ${ids.map(({ name }) => name).join(' and ')}`, pathOf(element)),
      );
    for (const value of new Set(ids.map((id) => id.value))) {
      const owner = owners.get(value);
      if (owner !== undefined && value !== '')
        defects.push(defect('duplicate-id', `${value} names ${pathOf(owner)} and ${pathOf(element)}`, pathOf(element)));
      owners.set(value, element);
    }
  }
  for (const element of [response, ...assertions]) {
    const id = attribute(element, 'ID') ?? '';
    if (id === '')
      defects.push(
        defect(element === response ? 'response-id-missing' : 'assertion-id-missing', undefined, pathOf(element)),
      );
    else if (!/^[\p{L}_][\p{L}\p{N}\p{M}._-]*$/u.test(id))
      defects.push(defect('id-not-ncname', `found ${id}`, pathOf(element)));
  }
  return defects;
}
