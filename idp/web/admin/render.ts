/** Renders admin pages: one layout, one way to show a field, and headers that allow nothing that a page does not need. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import handlebars from 'handlebars';
import type { Idp } from '../idp.ts';
import { menuOf } from './menu.ts';
import type { AdminReply } from './reply.ts';
import type { Field } from './fields.ts';

const folder = new URL('../views/admin/', import.meta.url);
const sourceOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

const engine = handlebars.create();
engine.registerHelper('is', (left: unknown, right: unknown) => left === right);
engine.registerHelper('described', ({ id, hint, error }: Field) =>
  [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter(Boolean).join(' '),
);
for (const partial of ['field', 'token', 'copy', 'user-fields']) {
  engine.registerPartial(partial, sourceOf(`${partial}.hbs`));
}

const views = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => [file.replace(/\.hbs$/, ''), engine.compile(sourceOf(file), { strict: false })]),
);

const style = sourceOf('style.css');
/** Every page works without it: it shows the copy buttons, which need a script by their nature. */
const script = `for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = !navigator.clipboard;
  button.onclick = async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value);
    button.textContent = 'Copied';
  };
}`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** No form-action: the test of an application redirects to the application. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
};

function rendered(view: string, data: object): string {
  const template = views.get(view);
  if (template === undefined) throw new Error(`There is no admin view «${view}».`);
  return template(data);
}

/** An admin page as status, headers and body. */
export function adminPage(
  { tenant }: Idp,
  csrf: string,
  reply: Extract<AdminReply, { kind: 'page' }>,
): { status: number; headers: Record<string, string>; body: string } {
  const { view, title, application, crumbs, current, notice, mistakes = [] } = reply;
  const shared = { csrf, tenant, application };
  const body = rendered(view, { ...shared, ...reply.data });
  const menu = application === undefined ? undefined : menuOf(application, current);
  const page = { ...shared, view, title, crumbs, current, notice, menu, style, script, body };
  return {
    status: reply.status ?? (mistakes.length > 0 ? 422 : 200),
    headers: { ...headers, 'x-samlproof-page': `admin-${view}` },
    body: rendered('layout', { ...page, mistakes }),
  };
}
