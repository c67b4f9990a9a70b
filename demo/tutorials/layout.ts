/** Pages of the sample vendors: plain, readable, labelled. */

import { escapeHtml } from '../pages.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#faf7f2;color:#222}
main{max-width:44rem;margin:2rem auto;padding:1.5rem 2rem;background:#fff;border-radius:.75rem;border:1px solid #e5ded2}
header{padding:1rem 2rem;background:#fff;border-bottom:1px solid #e5ded2;font-weight:600}
label{display:block;margin:1rem 0 .25rem;font-weight:600}input,textarea{width:100%;box-sizing:border-box;padding:.5rem;font:inherit;border:1px solid #767676;border-radius:.4rem}
input[type=radio],input[type=checkbox]{width:auto}label.choice{font-weight:400}
button,.button{margin:1rem .5rem 0 0;padding:.5rem 1.2rem;font:inherit;font-weight:600;border:1px solid #555;border-radius:.4rem;background:#f2eee7;color:#222;display:inline-block;text-decoration:none;cursor:pointer}
dt{color:#555}dd{margin:0 0 .6rem;overflow-wrap:anywhere}.warning{padding:.75rem 1rem;background:#fdf3e0;color:#6b4200}.mistake{padding:.75rem 1rem;background:#fdeced;color:#8b1419}.good{padding:.75rem 1rem;background:#e6f4ec;color:#0f5f35}`;

/** @param body trusted HTML */
export function page(vendor: string, title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)} · ${escapeHtml(vendor)} (sample)</title><style>${style}</style></head><body><header>${escapeHtml(vendor)} (sample)</header><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}

export const paragraph = (words: string, value = ''): string =>
  `<p>${escapeHtml(words)}${value === '' ? '' : `<strong>${escapeHtml(value)}</strong>`}</p>`;

export const note = (kind: 'warning' | 'mistake' | 'good', words: string): string =>
  `<p class="${kind}" role="${kind === 'good' ? 'status' : 'alert'}">${escapeHtml(words)}</p>`;

export const facts = (pairs: [string, string][]): string =>
  `<dl>${pairs.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>`;

const identifier = (label: string): string => label.toLowerCase().replaceAll(/\W+/g, '-');

export function textField(label: string, name: string, value = '', type = 'text'): string {
  const id = identifier(label);
  return `<label for="${id}">${escapeHtml(label)}</label><input id="${id}" name="${name}" type="${type}" value="${escapeHtml(value)}">`;
}

export function areaField(label: string, name: string, value = ''): string {
  const id = identifier(label);
  return `<label for="${id}">${escapeHtml(label)}</label><textarea id="${id}" name="${name}" rows="8">${escapeHtml(value)}</textarea>`;
}

export function choice(label: string, name: string, value: string, checked = false): string {
  const id = identifier(label);
  return `<p><input type="radio" id="${id}" name="${name}" value="${escapeHtml(value)}"${checked ? ' checked' : ''}> <label class="choice" style="display:inline" for="${id}">${escapeHtml(label)}</label></p>`;
}

/** @param body trusted HTML */
export const form = (action: string, body: string, button: string, multipart = false): string =>
  `<form method="post" action="${escapeHtml(action)}"${multipart ? ' enctype="multipart/form-data"' : ''}>${body}<div><button>${escapeHtml(button)}</button></div></form>`;

export const link = (href: string, text: string, newTab = false): string =>
  `<a class="button" href="${escapeHtml(href)}"${newTab ? ' target="_blank"' : ''}>${escapeHtml(text)}</a>`;
