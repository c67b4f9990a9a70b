/** Renders pages from compiled templates and says which headers each must carry. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import type { FormPost } from '../protocol/types.ts';
import { postPage, script } from './post-page.ts';

export type ViewName =
  | 'error'
  | 'error-look-up'
  | 'problem'
  | 'sign-in'
  | 'password'
  | 'second-factor'
  | 'stay'
  | 'my-apps'
  | 'inert'
  | 'held'
  | 'armed'
  | 'signed-out'
  | 'index';

/** What an endpoint wants to answer. */
export type Reply = { cookies?: string[] } & (
  | {
      kind: 'page';
      status: number;
      view: ViewName;
      title: string;
      data: object;
      /** Addresses that the page shows in frames. */
      frames?: string[];
      /** The Refresh header: seconds, a semicolon and `url=`. */
      refresh?: string;
    }
  | { kind: 'deliver'; post: FormPost }
  | { kind: 'redirect'; status: 302 | 303; location: string }
  /** Leaves the browser where it is (RFC 9110 section 15.3.5). */
  | { kind: 'nothing' }
  | { kind: 'document'; contentType: string; body: string }
);

const sourceOf = (file: string): string => readFileSync(new URL(`./views/${file}`, import.meta.url), 'utf8');

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/** Compiled when first shown, by a library that is loaded then: the IdP is to be ready before. */
function template(file: string): Handlebars.TemplateDelegate {
  const known = compiled.get(file);
  if (known !== undefined) return known;
  const handlebars = createRequire(import.meta.url)('handlebars') as typeof Handlebars;
  const made = handlebars.compile(sourceOf(file), { strict: false });
  compiled.set(file, made);
  return made;
}

const style = sourceOf('style.css');
/** The copy button of the error page; without script it stays hidden. */
const copyScript =
  'const b=document.getElementById("copy");b.hidden=false;b.addEventListener("click",async()=>{const t=[...document.querySelectorAll("#details dt")].map((d)=>d.textContent+": "+d.nextElementSibling.textContent).join("\\n");try{await navigator.clipboard.writeText(t);b.textContent="Copied"}catch{getSelection().selectAllChildren(document.getElementById("details"));b.textContent="Press Ctrl+C"}})';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** No form-action: the answer goes to any reply URL, and browsers apply that directive to redirects after the post as well. */
const policy = (sources: string): string => `default-src 'none'; ${sources}; base-uri 'none'; frame-ancestors 'none'`;

const common = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // With no-referrer the post would carry «Origin: null», which careful SPs refuse.
  'referrer-policy': 'strict-origin-when-cross-origin',
};
const pageHeaders = { ...common, 'content-security-policy': policy(`style-src ${hashOf(style)}`) };
const errorHeaders = {
  ...common,
  'content-security-policy': policy(`style-src ${hashOf(style)}; script-src ${hashOf(copyScript)}`),
};
const postHeaders = { ...common, 'content-security-policy': policy(`script-src ${hashOf(script)}`) };

export interface Rendered {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A page of the IdP. Its name stands in `<meta name="samlproof-page">` and in the header `x-samlproof-page`. */
export function page(view: ViewName, status: number, title: string, data: object): Rendered {
  const scripted = view === 'error';
  const shown = template(`${view}.hbs`)(scripted ? { ...data, copyScript } : data);
  const body = template('layout.hbs')({ page: view, title, style, body: shown });
  return { status, headers: { ...(scripted ? errorHeaders : pageHeaders), 'x-samlproof-page': view }, body };
}

function goingOn(frames: string[] = [], refresh?: string): Record<string, string> {
  const origins = [...new Set(frames.map((url) => new URL(url).origin))].join(' ');
  return {
    ...(origins === ''
      ? {}
      : { 'content-security-policy': policy(`style-src ${hashOf(style)}; frame-src ${origins}`) }),
    ...(refresh === undefined ? {} : { refresh }),
  };
}

/** The page whose form posts itself, or, for method get, a redirect with the fields as parameters. */
export function delivery(post: FormPost): Rendered {
  if (post.method === 'post') {
    return { status: 200, headers: { ...postHeaders, 'x-samlproof-page': 'post' }, body: postPage(post) };
  }
  const parameters = new URLSearchParams(post.fields).toString();
  const [address = '', fragment] = post.action.split('#', 2);
  const separator = address.includes('?') ? '&' : '?';
  const location = `${address}${parameters === '' ? '' : separator}${parameters}${fragment === undefined ? '' : `#${fragment}`}`;
  return { status: 302, headers: { ...common, location }, body: '' };
}

/** The answer of an endpoint as status, headers and body. */
export function rendered(reply: Reply): Rendered {
  if (reply.kind === 'page') {
    const shown = page(reply.view, reply.status, reply.title, reply.data);
    return { ...shown, headers: { ...shown.headers, ...goingOn(reply.frames, reply.refresh) } };
  }
  if (reply.kind === 'deliver') return delivery(reply.post);
  if (reply.kind === 'nothing') return { status: 204, headers: common, body: '' };
  if (reply.kind === 'redirect')
    return { status: reply.status, headers: { ...common, location: reply.location }, body: '' };
  return { status: 200, headers: { ...common, 'content-type': reply.contentType }, body: reply.body };
}
