/** Messages in encodings that a filter in front of the parser does not read. */

import type { FormPost, Mutation } from '../protocol/types.ts';
import { externalSubset } from './doctype.ts';

const recode = {
  /** Every processor of XML reads UTF-16 (XML 1.0, 2.2), and knows it by its first two bytes. */
  'utf-16': (xml: string): Buffer => Buffer.from(`\uFEFF${withoutDeclaration(xml)}`, 'utf16le'),
  /** All but letters, digits and some marks as UTF-16 in base64 (RFC 2152): there is no «<» in the bytes but in the declaration. */
  'utf-7': (xml: string): Buffer => {
    const text = withoutDeclaration(xml).replaceAll(/[^A-Za-z0-9'(),\-./:? \t\r\n]+/g, (piece) => {
      const units = Buffer.from(piece, 'utf16le').swap16();
      return `+${units.toString('base64').replaceAll('=', '')}-`;
    });
    return Buffer.from(`<?xml version="1.0" encoding="UTF-7"?>${text}`, 'latin1');
  },
};

function withoutDeclaration(xml: string): string {
  return xml.replace(/^\uFEFF?<\?xml[^>]*\?>\s*/, '');
}

/** A document type that stands at the canary, in a message whose bytes hold no «<!DOCTYPE». */
export function hiddenDoctype(encoding: keyof typeof recode): Mutation {
  const deliver = (post: FormPost): FormPost => ({
    ...post,
    fields: post.fields.map(([name, value]) => {
      const bytes = (): Buffer => recode[encoding](Buffer.from(value, 'base64').toString('utf8'));
      return [name, name === 'SAMLResponse' ? bytes().toString('base64') : value];
    }),
  });
  return { ...externalSubset(), delivery: deliver };
}
