/** The tokenizer finds elements exactly, whatever stands around them. */

import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import * as text from '../../../idp/protocol/xml-text.ts';
import { escapeText } from '../../../idp/protocol/xml.ts';

const tricky = [
  '<?xml version="1.0"?>',
  '<!DOCTYPE a [ <!ENTITY e "<b>]>"> <!-- ]> --> ]>',
  '<p:a xmlns:p="urn:p" ID="one" note="a > b \'<b/>\'">',
  "<!-- <b ID='no'/> --><b ID='two'\n  x = 'y'/>",
  '<![CDATA[<b ID="no"/>]]><?pi <b/>?>',
  '<b Id="three">t&amp;<c/>&#x41;&#66;&constructor;<![CDATA[<&]]><!-- gone -->u</b >',
  '</p:a>',
].join('');

test('finds elements by id and by local name, in document order', () => {
  expect(text.findAll(tricky, 'b').map((span) => text.outerOf(tricky, span))).toEqual([
    "<b ID='two'\n  x = 'y'/>",
    expect.stringMatching(/^<b Id="three">.*<\/b >$/),
  ]);
  expect(text.findById(tricky, 'two')?.name).toBe('b');
  expect(text.findById(tricky, 'three')?.name).toBe('b');
  expect(text.findById(tricky, 'no')).toBeUndefined();
  expect(text.findById(tricky, 'one')).toEqual(text.rootOf(tricky));
});

test('the root is named whatever stands in front of it', () => {
  for (const xml of [tricky, '<p:a/>', '<a', '<!-- <b/> --><?b <b/>?><a><b/></a>'])
    expect(text.rootName(xml)).toBe('a');
  expect(text.rootName('no element')).toBe('');
});

test('findFirst starts where it is told', () => {
  const first = text.findFirst(tricky, 'b');
  const second = text.findFirst(tricky, 'b', (first?.start ?? 0) + 1);
  expect(text.attributeOf(tricky, second as text.Span, 'Id')).toBe('three');
  expect(text.findFirst(tricky, 'b', (second?.start ?? 0) + 1)).toBeUndefined();
  expect(text.findFirst(tricky, 'a')?.name).toBe('p:a');
});

test('children are direct children only', () => {
  const root = text.rootOf(tricky) as text.Span;
  const children = text.childrenOf(tricky, root);
  expect(children.map((span) => span.name)).toEqual(['b', 'b']);
  expect(text.childrenOf(tricky, children[1] as text.Span).map((span) => span.name)).toEqual(['c']);
  expect(text.childrenOf(tricky, children[0] as text.Span)).toEqual([]);
});

test('text is decoded, without comments and markup', () => {
  expect(text.textOf(tricky, text.findById(tricky, 'three') as text.Span)).toBe('t&AB&constructor;<&u');
});

test('surgery touches nothing else', () => {
  const xml = '<a><b x="1"/><b>t</b></a>';
  const [first, second] = text.findAll(xml, 'b') as [text.Span, text.Span];
  expect(text.removeSpan(xml, first)).toBe('<a><b>t</b></a>');
  expect(text.replaceSpan(xml, second, '<c/>')).toBe('<a><b x="1"/><c/></a>');
  expect(text.replaceInner(xml, first, 'i')).toBe('<a><b x="1">i</b><b>t</b></a>');
  expect(text.replaceInner(xml, second, '')).toBe('<a><b x="1"/><b></b></a>');
  expect(text.insertAt(xml, second.openEnd, '<!---->')).toBe('<a><b x="1"/><b><!---->t</b></a>');
  expect(text.innerOf(xml, second)).toBe('t');
});

test('attributes are set, added and taken away', () => {
  const xml = `<a one="1" p:one='2'/>`;
  const root = text.rootOf(xml) as text.Span;
  expect(text.attributeOf(xml, root, 'p:one')).toBe('2');
  expect(text.setAttribute(xml, root, 'one', '<"')).toBe(`<a one="&lt;&quot;" p:one='2'/>`);
  expect(text.setAttribute(xml, root, 'two', '3')).toBe(`<a one="1" p:one='2' two="3"/>`);
  expect(text.setAttribute(xml, root, 'p:one', null)).toBe('<a one="1"/>');
  expect(text.setAttribute('<a>t</a>', text.rootOf('<a>t</a>') as text.Span, 'x', 'y')).toBe('<a x="y">t</a>');
});

test('is lenient where the text is not well-formed', () => {
  expect(text.elementsOf('<a><b></a>').map(({ name, end }) => [name, end])).toEqual([
    ['a', 10],
    ['b', 6],
  ]);
  expect(text.elementsOf('<a>').map(({ end }) => end)).toEqual([3]);
  expect(text.elementsOf('</x><a/>').map(({ name }) => name)).toEqual(['a']);
  expect(text.elementsOf('<a b="').length).toBe(1);
  expect(text.elementsOf('<!-- open')).toEqual([]);
});

test('a value survives writing and reading, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const xml = `<a><b>${escapeText(value)}</b></a>`;
      const read = text.textOf(xml, text.findFirst(xml, 'b') as text.Span);
      expect(escapeText(read)).toBe(escapeText(value));
    }),
  );
});

test('never hangs or throws on arbitrary text', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    '"',
    "'",
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<!',
    '[',
    ']',
    'a',
    ' ',
    '=',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const xml = pieces.join('');
      for (const span of text.elementsOf(xml)) expect(span.end).toBeGreaterThanOrEqual(span.start);
    }),
  );
});
