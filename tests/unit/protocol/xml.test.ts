/** The door to the parser keeps its limits. */

import { expect, test } from '@playwright/test';
import { escapeAttribute, escapeText, ours, received, withXml, XmlRefused } from '../../../idp/protocol/xml.ts';

function refusal(xml: string, limits = received): string {
  try {
    withXml(xml, limits, () => undefined);
  } catch (error) {
    if (error instanceof XmlRefused) return error.code;
    throw error;
  }
  return 'read';
}

test('refuses a DOCTYPE in what was received, reads it in our own', () => {
  expect(refusal('<!DOCTYPE a><a/>')).toBe('doctype');
  expect(refusal('<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>')).toBe('doctype');
  expect(withXml('<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', ours, (document) => document.root.content)).toBe('x');
});

test('never loads anything external, even in our own', () => {
  const xml = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>[&e;]</a>';
  expect(withXml(xml, ours, (document) => document.root.content)).toBe('[]');
});

test('refuses large, malformed and very deep text, and goes on', () => {
  expect(refusal(`<a>${'x'.repeat(256 * 1024)}</a>`)).toBe('too-large');
  expect(refusal('<a><b></a>')).toBe('not-well-formed');
  expect(refusal('')).toBe('not-well-formed');
  expect(refusal('<a>'.repeat(10_000) + '</a>'.repeat(10_000))).toBe('not-well-formed');
  const bomb = `<!DOCTYPE a [<!ENTITY a "${'x'.repeat(100)}">${'abcdefgh'.replace(/./g, (c, i: number) => `<!ENTITY ${'bcdefghi'[i] ?? ''} "${`&${c};`.repeat(10)}">`)}]><a>&i;</a>`;
  expect(refusal(bomb)).toBe('not-well-formed');
  expect(refusal('<a/>')).toBe('read');
});

test('what the function throws comes out unchanged', () => {
  const thrown = new Error('own');
  expect(() =>
    withXml('<a/>', received, () => {
      throw thrown;
    }),
  ).toThrow(thrown);
});

test('escapes as canonical XML does, and replaces what XML cannot carry', () => {
  expect(escapeText('a&<>"\'\t\r\n')).toBe('a&amp;&lt;&gt;"\'\t&#xD;\n');
  expect(escapeAttribute('a&<>"\'\t\r\n')).toBe("a&amp;&lt;>&quot;'&#x9;&#xD;&#xA;");
  expect(escapeText('\u0000\uD800\uFFFE😀')).toBe('\uFFFD\uFFFD\uFFFD😀');
});
