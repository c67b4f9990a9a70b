/** Messages that are too much: many bytes, many levels; bounded, and asked on demand only. */

import type { Mutation } from '../protocol/types.ts';
import { replaceSpan } from '../protocol/xml-text.ts';
import { deflatedPost } from './delivery.ts';
import { first } from './elements.ts';
import { referencing } from './references.ts';
import { withExtensions } from './wrapping.ts';

const foreign = 'xmlns:x="urn:samlproof:bulk"';

/** The message as the form holds it has this many bytes, by a text in Extensions that nobody knows. */
export function ofBytes(bytes: number): Mutation {
  // Four characters of base64 for three bytes.
  const length = Math.floor((bytes * 3) / 4);
  return { plan: (plan) => ({ ...plan, extensions: `<x:padding ${foreign}>${'x'.repeat(length)}</x:padding>` }) };
}

/** Elements nested this deep in Extensions, outside of the signed assertion; an edit of the text, no parser has to hold it. */
export function ofLevels(levels: number): Mutation {
  const deep = `<x:a ${foreign}>${'<x:a>'.repeat(levels - 1)}${'</x:a>'.repeat(levels - 1)}</x:a>`;
  return { afterSigning: (xml) => withExtensions(xml, deep) };
}

/** A form of a few kilobytes that is so many million characters when it is inflated; pieces of one, for parsers that bound a text. */
export function deflatedMillions(millions: number): Mutation {
  const piece = `<x:padding ${foreign}>${'x'.repeat(1_000_000)}</x:padding>`;
  const delivery = deflatedPost();
  return {
    plan: (plan) => ({ ...plan, extensions: piece.repeat(millions) }),
    ...(delivery === undefined ? {} : { delivery }),
  };
}

const counted = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

/** One element with this many attributes, or declarations of prefixes, outside of the signed assertion. */
export function ofAttributes(count: number, what: 'attributes' | 'declarations'): Mutation {
  const one =
    what === 'attributes' ? (index: number) => ` a${index}=""` : (index: number) => ` xmlns:n${index}="urn:n"`;
  return { afterSigning: (xml) => withExtensions(xml, `<x:a ${foreign}${counted(count, one)}/>`) };
}

/** White space before the end of an end tag, which XML allows: backtracking expressions try every part of it. */
export function ofSpaceInEndTag(characters: number): Mutation {
  return { afterSigning: (xml) => withExtensions(xml, `<x:a ${foreign}></x:a${' '.repeat(characters)}>`) };
}

/** The Reference of the signature this many times, each of them right. */
export function ofReferences(count: number): Mutation {
  return referencing(...Array.from({ length: count }, () => ({})));
}

const keyInfos = {
  empty: '',
  'empty-data': '<X509Data></X509Data>',
  'empty-certificate': '<X509Data><X509Certificate></X509Certificate></X509Data>',
  'no-certificate': '<X509Data><X509Certificate>c2FtbHByb29m</X509Certificate></X509Data>',
  'empty-key': '<KeyValue><RSAKeyValue><Modulus></Modulus><Exponent></Exponent></RSAKeyValue></KeyValue>',
} as const;

/** The KeyInfo of the signature, which no signature covers, says nothing that could be used. */
export function keyInfoOf(what: keyof typeof keyInfos): Mutation {
  return {
    afterSigning: (xml) => {
      const span = first(xml, 'KeyInfo');
      const prefix = span.name.replace('KeyInfo', '');
      const content = keyInfos[what].replace(/<(\/?)/g, `<$1${prefix}`);
      return replaceSpan(xml, span, `${xml.slice(span.start, span.openEnd)}${content}</${span.name}>`);
    },
  };
}
