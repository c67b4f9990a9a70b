/** The side-by-side view: what changed shows, what did not stays out, malformed XML is survived. */

import { expect, test } from '@playwright/test';
import { array, assert, constantFrom, property } from 'fast-check';
import { difference, type Difference, type Line } from '../../../reports/html/difference.ts';
import { prettyXml } from '../../../reports/html/pretty-xml.ts';
import { visible } from '../../../reports/html/visible.ts';
import { responseXml } from './sample-messages.ts';

function changedText(line: Line | null): string {
  return (line?.pieces ?? [])
    .filter((piece) => piece.changed)
    .map((piece) => piece.text)
    .join('');
}

function changes(found: Difference): [left: string, right: string][] {
  return found.rows
    .filter((row) => row.kind === 'changed')
    .map((row) => [changedText(row.left), changedText(row.right)]);
}

test('one changed attribute is one changed line', () => {
  const honest = responseXml();
  const sent = honest.replace(/Recipient="[^"]*"/, 'Recipient="https://notes.example/elsewhere"');
  expect(changes(difference(honest, sent))).toEqual([['saml/acs?connection=contoso', 'elsewhere']]);
});

test('a comment inside a value is shown where it stands', () => {
  const honest = '<NameID>victim@contoso.com.evil.example</NameID>';
  const sent = '<NameID>victim@contoso.com<!-- -->.evil.example</NameID>';
  expect(changes(difference(honest, sent))).toEqual([['', '<!-- -->']]);
});

test('a digest counts as a consequence beside another change, and as the change when it is alone', () => {
  const honest = responseXml();
  const other = difference(honest, responseXml({ audience: 'https://other.example' }));
  expect(other.rows.filter((row) => row.kind === 'derived')).toHaveLength(2);
  const flipped = honest.replace(/<SignatureValue>(.{100})./, '<SignatureValue>$1!');
  const rows = difference(honest, flipped).rows.filter((row) => row.kind === 'changed');
  expect(rows).toHaveLength(1);
  expect(changedText(rows[0]?.right ?? null)).toContain('!');
});

test('equal messages, white space only and nothing at all are said in a sentence', () => {
  const honest = responseXml();
  expect(difference(honest, honest).note).toContain('byte for byte');
  expect(difference(honest, honest.replace('<samlp:Status>', '\n  <samlp:Status>')).note).toContain('white space');
  expect(difference(honest, '').note).toContain('No XML was sent');
});

test('a removed signature stands alone on the honest side', () => {
  const rows = difference(responseXml(), responseXml({ signed: false })).rows.filter(
    (row) => row.kind !== 'same' && row.kind !== 'gap',
  );
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.every((row) => row.left !== null && row.right === null)).toBe(true);
});

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

test('pretty-printing keeps every character but white space, whatever the text', () => {
  const piece = constantFrom(
    '<a>',
    '</a>',
    '<b x="1" y=\'>\'/>',
    '<!-- -- -->',
    '<![CDATA[<]]>',
    '<?pi ?>',
    '<',
    '>',
    '&amp;',
    'text',
    '<!DOCTYPE a [<!ENTITY x "y">]>',
    '"',
    '<Response ID="1">',
    '\n',
  );
  assert(
    property(array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      expect(squeezed(prettyXml(text).join(''))).toBe(squeezed(text));
    }),
  );
});

test('depth and length are bounded', () => {
  const deep = prettyXml('<a>'.repeat(10_000));
  expect(deep.length).toBeLessThanOrEqual(4_001);
  expect(Math.max(...deep.map((line) => line.length))).toBeLessThan(120);
  expect(difference(responseXml(), '<a>'.repeat(10_000)).rows.length).toBeLessThanOrEqual(400);
});

test('what hides or reorders text becomes visible', () => {
  expect(visible('a\u202Eb\u0000c\u200Bd\uD800e\r\nf\tg')).toBe('a⟨U+202E⟩b⟨U+0000⟩c⟨U+200B⟩d⟨U+D800⟩e\r\nf\tg');
  expect(visible('Zoë 😀 東京')).toBe('Zoë 😀 東京');
  expect(visible('x'.repeat(50), 10)).toBe('xxxxxxxxxx … (40 more characters)');
});
