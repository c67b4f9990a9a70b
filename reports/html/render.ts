/** Renders a result as one self-contained HTML page: no network, no clock, a strict content security policy. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { Result } from '../result.ts';
import { pageView } from './page-view.ts';

export interface RenderOptions {
  /** Folder of result.json, from which images are taken in; without it the page has none. */
  baseDir?: string;
}

function asset(name: string): string {
  return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

interface Page {
  template: Handlebars.TemplateDelegate;
  css: string;
  script: string;
  policy: string;
}

let page: Page | undefined;

function load(): Page {
  const css = asset('page.css');
  const script = asset('page.client.js');
  const own = Handlebars.create();
  for (const name of ['case', 'changes', 'difference', 'sequence', 'top', 'toolbar'])
    own.registerPartial(name, asset(`${name}.hbs`));
  return {
    // Strict: a misspelt name in a template is an error, not an empty place in the report.
    template: own.compile(asset('page.hbs'), { strict: true, preventIndent: true }),
    css,
    script,
    policy: `default-src 'none'; style-src ${hashOf(css)}; script-src ${hashOf(script)}; img-src data:; base-uri 'none'; form-action 'none'`,
  };
}

/** The page as text. Everything from the result is escaped and made visible; images that are missing are said to be. */
export function renderHtml(result: Result, options: RenderOptions = {}): string {
  page ??= load();
  return page.template({
    ...pageView(result, options.baseDir),
    policy: page.policy,
    css: page.css,
    script: page.script,
  });
}
