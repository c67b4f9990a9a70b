/** Text in Markdown that stays text: no markup, no HTML, no mention of people, one line. */

import { visible } from './html/visible.ts';

/** The text escaped for a table cell or a paragraph. */
export function plain(text: string, limit = 300): string {
  return visible(text, limit)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#|~$]/g, (character) => `\\${character}`)
    .replace(/&/g, '&amp;')
    .replace(/(https?):\/\//gi, '$1:&#47;&#47;')
    .replace(/www\./gi, 'www&#46;')
    .replace(/@/g, '@\u2060');
}

/** The text as code, without what could end it. */
export function codeSpan(text: string): string {
  return `\`${visible(text, 160).replace(/[`|\s]/g, ' ')}\``;
}
