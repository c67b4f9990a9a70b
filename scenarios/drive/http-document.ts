/** An answer as a parsed document. */

import { load, type CheerioAPI } from 'cheerio';
import type { HttpAnswer } from './http-client.ts';

export type Element = ReturnType<CheerioAPI>[number];

export interface HttpPage {
  answer: HttpAnswer;
  $: CheerioAPI;
}

export function readPage(answer: HttpAnswer): HttpPage {
  return { answer, $: load(isHtml(answer) ? answer.body : '') };
}

/** Without a type browsers look at the first characters (MIME Sniffing, section 7.1). */
export function isHtml({ contentType, body }: HttpAnswer): boolean {
  return contentType === ''
    ? /^\s*<(!doctype|html|head|body|script|meta|title|form|h1|div|p)\b/i.test(body)
    : contentType.includes('html');
}

/** The document as a browser holds it: what is no markup stands in it as text. */
export function sourceOf(answer: HttpAnswer): string {
  const isMarkup = answer.body === '' || isHtml(answer) || answer.contentType.includes('xml');
  return isMarkup ? answer.body : `<pre>${answer.body.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;
}

/** What relative addresses of the page are relative to. */
export function baseOf({ answer, $ }: HttpPage): string {
  const href = $('base[href]').first().attr('href') ?? '';
  return URL.canParse(href, answer.url) ? new URL(href, answer.url).href : answer.url;
}
