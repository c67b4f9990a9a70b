/** One self-contained HTML document: no network, no clock, a strict content security policy. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

function asset(file: string): string {
  return readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

export interface DocumentParts {
  /** Templates, below reports/: the first is the body, the others are its partials under their bare names. */
  templates: [body: string, ...partials: string[]];
  /** Style sheets, below reports/, in order. */
  styles: string[];
  /** A script, below reports/; without one the policy forbids every script. */
  script?: string;
  /** Where a form of the page may post to, as the policy says it; nowhere by default. */
  formAction?: string;
}

/** What the templates write, by name. */
export interface DocumentView {
  title: string;
}

/** A renderer of documents; its assets are read when it is called for the first time. */
export function documentRenderer(parts: DocumentParts): (view: DocumentView) => string {
  let render: ((view: DocumentView) => string) | undefined;
  return (view) => {
    render ??= load(parts);
    return render(view);
  };
}

function load(parts: DocumentParts): (view: DocumentView) => string {
  const own = Handlebars.create();
  const [body, ...partials] = parts.templates;
  for (const file of partials) own.registerPartial(file.replace(/^.*\/|\.hbs$/g, ''), asset(file));
  // Strict: a misspelt name in a template is an error, not an empty place in the report.
  const strict = { strict: true, preventIndent: true };
  const template = own.compile(asset(body), strict);
  const shell = own.compile(asset('html/document.hbs'), strict);
  const css = parts.styles.map(asset).join('\n');
  const script = parts.script === undefined ? null : asset(parts.script);
  return (view) => {
    const policy = [
      "default-src 'none'",
      `style-src ${hashOf(css)}`,
      ...(script === null ? [] : [`script-src ${hashOf(script)}`]),
      'img-src data:',
      "base-uri 'none'",
      `form-action ${parts.formAction ?? "'none'"}`,
    ].join('; ');
    return shell({ title: view.title, css, script, policy, body: template(view) });
  };
}
