/** Reads an HTML page without running it: forms that post themselves, refreshes, text, selectors, and a person's steps. */

import { load, type CheerioAPI } from 'cheerio';
import type { Locate, Step } from './driver.ts';
import type { HttpAnswer, Navigation } from './http-client.ts';
import type { PageView } from './probe.ts';

type Element = ReturnType<CheerioAPI>[number];

export interface HttpPage {
  answer: HttpAnswer;
  $: CheerioAPI;
}

export function readPage(answer: HttpAnswer): HttpPage {
  return { answer, $: load(answer.contentType.includes('html') ? answer.body : '') };
}

/** The form that a browser would submit by itself; `anyForm`: whatever its fields (an answer may be malformed on purpose). */
export function selfPostingForm(page: HttpPage, anyForm: boolean): Navigation | null {
  const { $ } = page;
  const fields = 'input[name="SAMLRequest"], input[name="SAMLResponse"], textarea[name="SAMLResponse"]';
  const carrying = $('form').filter((_, form) => $(form).find(fields).length > 0);
  const form = carrying[0] ?? (anyForm ? $('form')[0] : undefined);
  return form === undefined ? null : submission(page, form, null);
}

/** Where a meta refresh or a Refresh header leads within five seconds; null when there is none. */
export function refreshOf({ answer, $ }: HttpPage): Navigation | null {
  const content = answer.refresh ?? $('meta[http-equiv="refresh" i]').attr('content');
  const match = /^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)["']?\s*$/i.exec(content ?? '');
  if (match?.[2] === undefined || Number(match[1]) > 5 || !URL.canParse(match[2], answer.url)) return null;
  return { method: 'GET', url: new URL(match[2], answer.url).href, initiator: answer.url };
}

export function hasScript({ $ }: HttpPage): boolean {
  return $('script, [onload]').length > 0;
}

/** What conditions and probes ask for. The text leaves out what is no text to a reader. */
export function viewOf({ answer, $ }: HttpPage, selectors: string[]): PageView {
  const body = $('body').clone();
  body.find('script, style, noscript, template').remove();
  return {
    url: answer.url,
    status: answer.status,
    text: answer.contentType.includes('html') ? body.text() : answer.body,
    raw: answer.body,
    selected: Object.fromEntries(selectors.map((one) => [one, $(one).length === 0 ? null : $(one).first().text()])),
  };
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
    return { method: 'GET', url: new URL(link.attr('href') ?? '', page.answer.url).href, initiator: page.answer.url };
  }
  if ($(element).is('input[type="checkbox" i], input[type="radio" i]')) {
    $(element).attr('checked', '');
    return null;
  }
  const button = $(element).closest('button, input[type="submit" i], input[type="image" i]');
  const form = button.closest('form')[0];
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

function submission({ answer, $ }: HttpPage, form: Element, button: Element | null): Navigation {
  const fields: [string, string][] = [];
  for (const element of $(form).find('input, textarea, select, button').toArray()) {
    const field = $(element);
    const name = field.attr('name');
    const type = (field.attr('type') ?? '').toLowerCase();
    if (name === undefined || field.attr('disabled') !== undefined) continue;
    if (field.is('button') || ['submit', 'image', 'button', 'reset'].includes(type)) {
      if (element === button) fields.push([name, field.attr('value') ?? '']);
    } else if (type === 'checkbox' || type === 'radio') {
      if (field.attr('checked') !== undefined) fields.push([name, field.attr('value') ?? 'on']);
    } else if (field.is('select')) {
      const option = field.find('option[selected]').first();
      const chosen = option.length > 0 ? option : field.find('option').first();
      fields.push([name, field.attr('data-chosen') ?? chosen.attr('value') ?? chosen.text()]);
    } else {
      fields.push([name, field.is('textarea') ? field.text() : (field.attr('value') ?? '')]);
    }
  }
  const url = new URL($(button ?? form).attr('formaction') ?? $(form).attr('action') ?? '', answer.url);
  if (($(form).attr('method') ?? 'get').toLowerCase() === 'post') {
    return { method: 'POST', url: url.href, form: fields, initiator: answer.url };
  }
  url.search = new URLSearchParams(fields).toString();
  return { method: 'GET', url: url.href, initiator: answer.url };
}
