/** Texts that are no XML, by little that a forgiving parser passes over. */

import type { Mutation } from '../protocol/types.ts';
import { attributesIn, insertAt } from '../protocol/xml-text.ts';
import { first } from './elements.ts';
import { withExtensions } from './wrapping.ts';

/** Text outside of the root element. */
export function textOutside(place: 'before' | 'behind'): Mutation {
  return { afterSigning: (xml) => (place === 'before' ? `samlproof${xml}` : `${xml}samlproof`) };
}

/** An attribute of the Response stands there twice, with the same value. */
export function attributeTwice(): Mutation {
  return {
    afterSigning: (xml) => {
      const [version] = attributesIn(xml, first(xml, 'Response')).filter(({ name }) => name === 'Version');
      return version === undefined ? xml : insertAt(xml, version.end, xml.slice(version.start, version.end));
    },
  };
}

/** The last end tag goes on behind its name. */
export function endTagGoesOn(): Mutation {
  return { afterSigning: (xml) => insertAt(xml, first(xml, 'Response').end - 1, '\nsamlproof') };
}

/** Extensions hold a reference to a character that XML does not have. */
export function noCharacter(reference: `&#${string};`): Mutation {
  return {
    afterSigning: (xml) =>
      withExtensions(xml, `<x:Note xmlns:x="urn:samlproof:note">before${reference}behind</x:Note>`),
  };
}
