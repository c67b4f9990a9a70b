/** Colours of verdicts on a terminal. */

import { styleText } from 'node:util';
import type { Verdict } from './result.types.ts';

export type Paint = (tone: Verdict | 'title' | 'quiet', text: string) => string;

const colors = {
  pass: 'green',
  fail: 'red',
  warn: 'yellow',
  inconclusive: 'magenta',
  'not-applicable': 'gray',
  title: 'bold',
  quiet: 'gray',
} as const;

/** @param color false leaves every text as it is, for files and pipes */
export function painter(color: boolean): Paint {
  return (tone, text) => (color ? styleText(colors[tone], text, { validateStream: false }) : text);
}
