/** What a form sends, by itself or at the press of a button, as a browser would send it. */

import type { Navigation } from './http-client.ts';
import { baseOf, type Element, type HttpPage } from './http-document.ts';

/** The form that a browser would submit by itself; `anyForm`: whatever its fields (an answer may be malformed on purpose). */
export function selfPostingForm(page: HttpPage, anyForm: boolean): Navigation | null {
  const { $ } = page;
  const fields = 'input[name="SAMLRequest"], input[name="SAMLResponse"], textarea[name="SAMLResponse"]';
  const carrying = $('form').filter((_, form) => $(form).find(fields).length > 0);
  const form = carrying[0] ?? (anyForm || submitsItself(page) ? $('form')[0] : undefined);
  return form === undefined ? null : submission(page, form, null);
}

/** A page with one form whose own script does nothing but send it on: a hop to another host of the SP. */
function submitsItself({ $ }: HttpPage): boolean {
  if ($('form').length !== 1 || $('input:not([type="hidden" i]):not([type="submit" i])').length > 0) return false;
  const scripts = $('script:not([src])')
    .toArray()
    .map((one) => $(one).text());
  return [$('body').attr('onload') ?? '', ...scripts].some((text) => /\.submit\s*\(\s*\)/.test(text));
}

/** What the form sends when this button is pressed; null: when a script sends it. */
export function submission(page: HttpPage, form: Element, button: Element | null): Navigation {
  const { answer, $ } = page;
  const fields: [string, string][] = [];
  for (const element of controlsOf(page, form)) {
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
  const action = $(button ?? form).attr('formaction') ?? $(form).attr('action') ?? '';
  // An empty action is the page's own address, whatever its base (HTML, section 4.10.21.3).
  const url = action.trim() === '' ? new URL(answer.url) : new URL(action.trim(), baseOf(page));
  const method = $(button ?? form).attr('formmethod') ?? $(form).attr('method') ?? 'get';
  if (method.trim().toLowerCase() === 'post') {
    const sent = fields.map(([name, value]): [string, string] => [name, withLineEnds(value)]);
    return { method: 'POST', url: url.href, form: sent, initiator: answer.url };
  }
  url.search = new URLSearchParams(fields).toString();
  return { method: 'GET', url: url.href, initiator: answer.url };
}

/** The form's own fields and those that say they belong to it. */
function controlsOf({ $ }: HttpPage, form: Element): Element[] {
  const kinds = 'input, textarea, select, button';
  const id = $(form).attr('id');
  const elsewhere = $(kinds).filter((_, one) => id !== undefined && $(one).attr('form') === id);
  return [...new Set([...$(form).find(kinds).toArray(), ...elsewhere.toArray()])];
}

/** Browsers send every line end as CR LF (HTML, section 4.10.21.8): a wrapped base64 text arrives like this. */
function withLineEnds(value: string): string {
  return value.replace(/\r\n?|\n/g, '\r\n');
}
