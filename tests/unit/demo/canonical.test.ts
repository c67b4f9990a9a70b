/** Our own canonicalization against that of libxml2, on documents made at random. */

import { expect, test } from '@playwright/test';
import { DOMParser } from '@xmldom/xmldom';
import * as fc from 'fast-check';
import { XmlC14NMode, XmlDocument, type XmlElement } from 'libxml2-wasm';
import { canonicalize } from '../../../demo/strict/signature/canonical.ts';

const uris = ['urn:a', 'urn:b', 'urn:c'];
const prefix = fc.constantFrom('', 'p', 'q', 'Z');
const text = fc.constantFrom(
  '',
  'x',
  ' ',
  '&amp;',
  '&lt;',
  '&#13;',
  '>',
  '"',
  'é',
  '<!--c-->',
  '<![CDATA[<&]]>',
  '<?i d?>',
);
const value = fc.constantFrom('v', '&quot;', '&#9;', '&#10;', '&gt;', '&amp;', "'");

interface Tree {
  prefix: string;
  declared: [string, string][];
  attribute: [string, string] | undefined;
  content: (string | Tree)[];
}

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    prefix,
    declared: fc.uniqueArray(fc.tuple(prefix, fc.constantFrom(...uris)), { selector: ([name]) => name, maxLength: 3 }),
    attribute: fc.option(fc.tuple(fc.constantFrom('b', 'a', 'p:a', 'q:b'), value), { nil: undefined }),
    content: fc.array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, text, tie('tree')), { maxLength: 4 }),
  }),
}));

function written({ prefix: own, declared, attribute, content }: Tree, top = true): string {
  const base: [string, string][] = top
    ? [
        ['p', 'urn:a'],
        ['q', 'urn:b'],
        ['Z', 'urn:c'],
      ]
    : [];
  const all = new Map([...base, ...declared]);
  const spaces = [...all].map(([name, uri]) => ` xmlns${name === '' ? '' : `:${name}`}="${uri}"`).join('');
  const name = own === '' ? 'e' : `${own}:e`;
  const extra = attribute === undefined ? '' : ` ${attribute[0]}="${attribute[1]}"`;
  const inner = content.map((one) => (typeof one === 'string' ? one : written(one, false))).join('');
  return `<${name}${spaces}${extra}>${inner}</${name}>`;
}

function byLibxml(xml: string, exclusive: boolean, comments: boolean, prefixes: string[]): string {
  const document = XmlDocument.fromString(`<r xmlns:Z="urn:z" xmlns="urn:d">${xml}</r>`);
  try {
    const element = document.root.firstChild as XmlElement;
    return exclusive
      ? element.canonicalizeToString({
          mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
          withComments: comments,
          inclusiveNamespacePrefixes: prefixes,
        })
      : element.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_1_0, withComments: comments });
  } finally {
    document.dispose();
  }
}

test('agrees with libxml2', () => {
  fc.assert(
    fc.property(
      tree,
      fc.boolean(),
      fc.boolean(),
      fc.subarray(['p', 'Z', '#default']),
      (made, exclusive, comments, prefixes) => {
        const xml = written(made);
        const own = new DOMParser().parseFromString(`<r xmlns:Z="urn:z" xmlns="urn:d">${xml}</r>`, 'text/xml');
        const apex = own.documentElement.firstChild as Element;
        const list = exclusive ? prefixes : [];
        expect(canonicalize(apex, { exclusive, comments, inclusivePrefixes: list })).toBe(
          byLibxml(xml, exclusive, comments, list),
        );
      },
    ),
    { numRuns: 300 },
  );
});
