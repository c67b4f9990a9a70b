/** Text into YAML: values that stay on their line, and comments that cannot end. */

import { stringify } from 'yaml';

const onOneLine = (value: string): boolean => !/[\p{Cc}\u2028\u2029]/u.test(value);

/** A scalar behind `key: `. */
export function scalar(value: string): string {
  return onOneLine(value) ? stringify(value, { lineWidth: 0 }).trimEnd() : JSON.stringify(value);
}

const plain = /^[A-Za-z/][\w./-]*$/;
const reserved = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** A map on one line: commas and braces mean something there, so all but plain words are quoted. */
export function flowMap(map: object): string {
  const pairs = Object.entries(map).map(([key, value]) => {
    const bare = typeof value !== 'string' || (plain.test(value) && !reserved.test(value));
    return `${key}: ${bare ? String(value) : JSON.stringify(value)}`;
  });
  return `{ ${pairs.join(', ')} }`;
}

/** Text of others for a comment: a line break in it would end the comment. */
export const remark = (text: string): string => text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
