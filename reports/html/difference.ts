/** The difference of two messages, side by side: rows of changed lines with a little of what surrounds them. */

import { diffArrays, diffWordsWithSpace } from 'diff';
import { prettyXml } from './pretty-xml.ts';
import { elide } from './visible.ts';

export interface Piece {
  text: string;
  changed: boolean;
}

export interface Line {
  number: number;
  pieces: Piece[];
}

/** `derived`: a digest or signature that had to change because something else did. */
export interface Row {
  kind: 'same' | 'changed' | 'derived' | 'gap';
  left: Line | null;
  right: Line | null;
}

export interface Difference {
  /** One sentence in place of rows when there is nothing to show. */
  note: string | null;
  rows: Row[];
}

const surroundings = 2;
const longBase64 = /[A-Za-z0-9+/=]{100}/;
const signatureValue = /^\s*<(?:[\w.-]+:)?(?:DigestValue|SignatureValue)[\s>]/;

function commonPrefix(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

function commonSuffix(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}

/** Cuts a replaced word down to what differs, so that one flipped character of a long base64 text shows. */
function narrow(before: string, after: string): { head: string; left: string; right: string; tail: string } {
  const start = commonPrefix(before, after);
  const end = commonSuffix(before.slice(start), after.slice(start));
  return {
    head: before.slice(0, start),
    left: before.slice(start, before.length - end),
    right: after.slice(start, after.length - end),
    tail: before.slice(before.length - end),
  };
}

function inLine(before: string, after: string): { left: Piece[]; right: Piece[] } {
  const left: Piece[] = [];
  const right: Piece[] = [];
  const both = (text: string): void => {
    left.push({ text, changed: false });
    right.push({ text, changed: false });
  };
  // Words of base64 are split at + and / and match by chance; only where two such texts begin and end to differ is telling.
  const words = !longBase64.test(before) && before.length + after.length < 6_000;
  const parts = words ? diffWordsWithSpace(before, after, { maxEditLength: 200 }) : undefined;
  const changes = parts ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  for (let index = 0; index < changes.length; index += 1) {
    const change = changes[index];
    const next = changes[index + 1];
    if (change === undefined) continue;
    if (change.removed && next?.added) {
      const cut = narrow(change.value, next.value);
      both(cut.head);
      left.push({ text: cut.left, changed: true });
      right.push({ text: cut.right, changed: true });
      both(cut.tail);
      index += 1;
    } else if (change.removed) left.push({ text: change.value, changed: true });
    else if (change.added) right.push({ text: change.value, changed: true });
    else both(change.value);
  }
  return { left: tidy(startAtTag(left)), right: tidy(startAtTag(right)) };
}

/** `a<[!-- b --><]/c` says the same as `a[<!-- b -->]</c`; the second is what a reader expects. */
function startAtTag(pieces: Piece[]): Piece[] {
  const moved = pieces.filter((piece) => piece.text !== '').map((piece) => ({ ...piece }));
  for (const [index, piece] of moved.entries()) {
    const before = moved[index - 1];
    const after = moved[index + 1];
    if (!piece.changed || !before || before.changed || !after || after.changed) continue;
    if (!before.text.endsWith('<') || !piece.text.endsWith('<')) continue;
    before.text = before.text.slice(0, -1);
    piece.text = `<${piece.text.slice(0, -1)}`;
    after.text = `<${after.text}`;
  }
  return moved;
}

function tidy(pieces: Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces.filter((one) => one.text !== '')) {
    const last = merged.at(-1);
    if (last?.changed === piece.changed) merged[merged.length - 1] = { ...last, text: last.text + piece.text };
    else merged.push(piece);
  }
  return merged.map((piece) => ({ ...piece, text: elideWords(piece) }));
}

function elideWords(piece: Piece): string {
  return piece.text.replace(/[^\s<>]{130,}/g, (word) => (piece.changed ? elide(word, 60, 30) : elide(word, 40, 20)));
}

function tagOf(line: string): string {
  return /^\s*<?\/?([^\s>=]+)/.exec(line)?.[1] ?? '';
}

interface Numbered {
  number: number;
  text: string;
}

/** A line that is all of one kind; its row says which. */
function whole(line: Numbered): Line {
  return { number: line.number, pieces: tidy([{ text: line.text, changed: false }]) };
}

/** Pairs removed with added lines of the same element or attribute, in order; what finds no partner stands alone. */
function pairUp(removed: Numbered[], added: Numbered[]): Row[] {
  const rows: Row[] = [];
  let next = 0;
  for (const before of removed) {
    const found = added.findIndex((after, index) => index >= next && tagOf(after.text) === tagOf(before.text));
    const after = added[found];
    if (after === undefined) {
      rows.push({ kind: 'changed', left: whole(before), right: null });
      continue;
    }
    for (const alone of added.slice(next, found)) rows.push({ kind: 'changed', left: null, right: whole(alone) });
    const pieces = inLine(before.text, after.text);
    const kind = signatureValue.test(before.text) ? 'derived' : 'changed';
    rows.push({
      kind,
      left: { number: before.number, pieces: pieces.left },
      right: { number: after.number, pieces: pieces.right },
    });
    next = found + 1;
  }
  for (const alone of added.slice(next)) rows.push({ kind: 'changed', left: null, right: whole(alone) });
  return rows;
}

function allRows(before: string[], after: string[]): Row[] | null {
  const changes = diffArrays(before, after, { maxEditLength: 3_000 });
  if (changes === undefined) return null;
  const rows: Row[] = [];
  let left = 1;
  let right = 1;
  let removed: Numbered[] = [];
  for (const [index, change] of changes.entries()) {
    if (change.removed) {
      removed = change.value.map((text, at) => ({ number: left + at, text }));
      left += removed.length;
      if (changes[index + 1]?.added) continue;
      rows.push(...pairUp(removed, []));
    } else if (change.added) {
      const added = change.value.map((text, at) => ({ number: right + at, text }));
      right += added.length;
      rows.push(...pairUp(removed, added));
    } else {
      for (const text of change.value) {
        rows.push({
          kind: 'same',
          left: whole({ number: left, text }),
          right: whole({ number: right, text }),
        });
        left += 1;
        right += 1;
      }
    }
    removed = [];
  }
  return rows;
}

function nearChanges(rows: Row[]): Row[] {
  const keep = new Set<number>();
  for (const [index, row] of rows.entries()) {
    if (row.kind === 'same') continue;
    const around = row.kind === 'derived' ? 0 : surroundings;
    for (let near = index - around; near <= index + around; near += 1) keep.add(near);
  }
  const kept: Row[] = [];
  for (const [index, row] of rows.entries()) {
    if (keep.has(index)) kept.push(row);
    else if (kept.at(-1)?.kind !== 'gap') kept.push({ kind: 'gap', left: null, right: null });
  }
  return kept;
}

function short(line: Line | null): Line | null {
  if (line === null) return null;
  const text = line.pieces.map((one) => one.text).join('');
  return { ...line, pieces: [{ text: text.replace(/[^<>]{60,}/g, (value) => elide(value, 16, 8)), changed: false }] };
}

function shorten(row: Row): Row {
  return row.kind === 'derived' ? { ...row, left: short(row.left), right: short(row.right) } : row;
}

/** The digest that changes with everything else is no finding of its own; where it alone changed, it is. */
function weigh(rows: Row[]): Row[] {
  if (rows.some((row) => row.kind === 'changed')) return rows.map(shorten);
  return rows.map((row) => (row.kind === 'derived' ? { ...row, kind: 'changed' } : row));
}

/** What differs between the honest message and the one that was sent; at most 400 rows. */
export function difference(honest: string, sent: string): Difference {
  if (honest === sent) {
    return {
      note: 'The message is the honest one, byte for byte; what was unusual is how or when it was delivered.',
      rows: [],
    };
  }
  if (sent.trim() === '') return { note: 'No XML was sent in place of the honest message.', rows: [] };
  const rows = allRows(prettyXml(honest), prettyXml(sent));
  if (rows === null) return { note: 'The two messages have too little in common for a comparison by lines.', rows: [] };
  if (rows.every((row) => row.kind === 'same')) {
    return {
      note: 'The two messages differ only in what this view leaves out: white space between elements or inside tags.',
      rows: [],
    };
  }
  const shown = nearChanges(weigh(rows));
  const cut = shown.length > 400;
  return { note: cut ? 'Only the first 400 lines of the comparison are shown.' : null, rows: shown.slice(0, 400) };
}
