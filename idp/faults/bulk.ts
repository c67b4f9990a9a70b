/** Messages that are too much: many bytes, many levels; bounded, and asked on demand only. */

import type { Mutation } from '../protocol/types.ts';
import { deflatedPost } from './delivery.ts';
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
