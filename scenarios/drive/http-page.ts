/** Reads an HTML page without running it: refreshes, text, selectors, and a person's steps. */

import type { CheerioAPI } from 'cheerio';
import type { Locate, Step } from './driver.ts';
import type { Navigation } from './http-client.ts';
import { baseOf, isHtml, type Element, type HttpPage } from './http-document.ts';
import { submission } from './http-form.ts';
import type { PageView } from './probe.ts';
import { restless } from './protected-page.ts';

/** Where a meta refresh or a Refresh header leads within five seconds; null when there is none. */
export function refreshOf(page: HttpPage): Navigation | null {
  const { answer, $ } = page;
  const base = baseOf(page);
  const content = answer.refresh ?? $('meta[http-equiv="refresh" i]').attr('content');
  const match = /^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)["']?\s*$/i.exec(content ?? '');
  if (match?.[2] === undefined || Number(match[1]) > 5 || !URL.canParse(match[2], base)) return null;
  return { method: 'GET', url: new URL(match[2], base).href, initiator: answer.url };
}

export function hasScript({ $ }: HttpPage): boolean {
  return $('script, [onload]').length > 0;
}

/** A page without script, frame and refresh shows in a browser what it says here. */
export function changesByItself({ answer, $ }: HttpPage): boolean {
  return answer.refresh !== null || $(restless).length > 0;
}

/** What conditions and probes ask for. The text leaves out what is no text to a reader. */
export function viewOf({ answer, $ }: HttpPage, selectors: string[]): PageView {
  const body = $('body').clone();
  body.find('script, style, noscript, template').remove();
  return {
    url: answer.url,
    status: answer.status,
    text: isHtml(answer) ? body.text() : answer.body,
    raw: answer.body,
    selected: Object.fromEntries(selectors.map((one) => [one, $(one).length === 0 ? null : $(one).first().text()])),
    pieces: Object.fromEntries(selectors.map((one) => [one, piecesOf($, one)])),
  };
}

/** `Node.TEXT_NODE` of the DOM. */
const TEXT_NODE = 3;

/** The texts within the first element that the selector finds. */
function piecesOf($: HttpPage['$'], selector: string): string[] {
  const inner = $(selector).first().find('*').addBack().contents().toArray();
  const texts = inner.filter(({ nodeType }) => nodeType === TEXT_NODE).map((node) => $(node).text().trim());
  return texts.filter((text) => text !== '');
}

/** Does a step on the page. Gives the navigation that a click causes; null for a fill. Throws when it cannot be done. */
export function performStep(page: HttpPage, step: Step): Navigation | null {
  const { $ } = page;
  if (step.fill !== undefined) {
    const field = find(page, step.fill, 'input, textarea, select');
    if ($(field).is('textarea')) $(field).text(step.fill.value);
    else if ($(field).is('select')) $(field).attr('data-chosen', step.fill.value);
    else $(field).attr('value', step.fill.value);
    return null;
  }
  const element = find(page, step.click ?? {}, '*');
  const link = $(element).closest('a[href]');
  if (link.length > 0) {
    return { method: 'GET', url: new URL(link.attr('href') ?? '', baseOf(page)).href, initiator: page.answer.url };
  }
  if ($(element).is('input[type="checkbox" i], input[type="radio" i]')) {
    $(element).attr('checked', '');
    return null;
  }
  const button = $(element).closest('button, input[type="submit" i], input[type="image" i]');
  const owner = button.attr('form');
  const form =
    owner === undefined ? button.closest('form')[0] : $('form').filter((_, one) => $(one).attr('id') === owner)[0];
  if (button[0] === undefined || form === undefined || /^(button|reset)$/i.test(button.attr('type') ?? '')) {
    throw new Error('the element is no link and no submit button; what it does is done by script');
  }
  return submission(page, form, button[0]);
}

function find({ $ }: HttpPage, where: Locate, among: string): Element {
  const elements = $('body').find(among).toArray();
  const one = elements.filter((element) => fits($, element, where)).at(where.text === undefined ? 0 : -1);
  if (one === undefined) throw new Error(`no element with ${JSON.stringify(pick(where))} on the page`);
  return one;
}

function fits($: CheerioAPI, element: Element, where: Locate): boolean {
  if (where.selector !== undefined) return $(element).is(where.selector);
  if (where.testId !== undefined) return $(element).attr('data-testid') === where.testId;
  if (where.label !== undefined)
    return $(element).is('input, textarea, select, button') && contains(labelOf($, element), where.label);
  if (where.text !== undefined) return contains($(element).text(), where.text);
  if (!$(element).is(roles[where.role ?? ''] ?? `[role="${where.role ?? ''}"]`)) return false;
  const text = $(element).text().trim();
  return (
    where.name === undefined || contains(`${text} ${$(element).attr('value') ?? ''} ${labelOf($, element)}`, where.name)
  );
}

/** The elements that have a role without saying so, as far as login pages use them (HTML-AAM). */
const roles: Record<string, string> = {
  button: 'button, input[type="submit" i], input[type="button" i], input[type="image" i], [role="button"]',
  link: 'a[href], [role="link"]',
  textbox:
    'input:not([type]), input[type="text" i], input[type="email" i], input[type="tel" i], input[type="url" i], textarea',
  checkbox: 'input[type="checkbox" i], [role="checkbox"]',
  radio: 'input[type="radio" i], [role="radio"]',
  combobox: 'select, [role="combobox"]',
};

function labelOf($: CheerioAPI, element: Element): string {
  const id = $(element).attr('id');
  const labels = $('label').filter(
    (_, label) => (id !== undefined && $(label).attr('for') === id) || $(label).find('*').is(element),
  );
  return [labels.text(), $(element).attr('aria-label'), $(element).attr('title')].filter(Boolean).join(' ');
}

function contains(text: string, wanted: string): boolean {
  return plain(text).includes(plain(wanted));
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

function pick(where: Locate & { value?: string }): object {
  const { value: _value, ...rest } = where;
  return rest;
}
