/** A comparison for the terminal. */

import { styleText } from 'node:util';
import { visible } from '../html/visible.ts';
import { type Change, type ChangeKind, type Comparison, kinds } from './comparison.ts';
import { comparisonInWords, kindWords, sideInWords, toldOf } from './words.ts';

const colors = { broken: 'red', fixed: 'green', changed: 'yellow', new: 'cyan', gone: 'gray' } as const;

/** @param color colour codes; off for files and pipes. The text ends without a line break. */
export function renderComparisonText(comparison: Comparison, color = false): string {
  const paint = (kind: ChangeKind, text: string): string =>
    color ? styleText(colors[kind], text, { validateStream: false }) : text;
  const lines = (kind: ChangeKind, change: Change): string[] => {
    const told = visible(toldOf(change), 300);
    const former = change.formerId === undefined ? '' : ` (was ${visible(change.formerId, 120)})`;
    return [
      `  ${paint(kind, kindWords[kind].mark)} ${visible(change.id, 120)}${former}  ${visible(sideInWords(change.before), 160)} → ${visible(sideInWords(change.after), 160)}`,
      ...(told === '' || kind === 'gone' ? [] : [`    ${told}`]),
    ];
  };
  const told = kinds.filter((kind) => comparison.changes[kind].length > 0);
  return [
    ...comparison.doubts.map((doubt) => visible(doubt, 400)),
    ...told.flatMap((kind) => [
      paint(kind, kindWords[kind].heading),
      ...comparison.changes[kind].flatMap((change) => lines(kind, change)),
      '',
    ]),
    comparisonInWords(comparison),
  ].join('\n');
}
