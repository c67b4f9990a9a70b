/** The few pages of a sample: who is signed in, and that somebody is not. */

import type { Request, Response } from 'express';

/** Who is signed in, as the protected page shows it. */
export interface Person {
  nameId: string;
  attributes: Record<string, unknown>;
}

export type Escape = (text: string) => string;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

export function page(title: string, body: string): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>` +
    `<body><h1>${escapeHtml(title)}</h1>${body}</body></html>`
  );
}

function wantsJson(request: Request): boolean {
  return request.query['json'] !== undefined || request.get('accept')?.startsWith('application/json') === true;
}

function values(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function personPage(person: Person, escape: Escape): string {
  const rows = Object.entries(person.attributes).map(
    ([name, value]) =>
      `<dt>${escape(name)}</dt>${values(value)
        .map((one) => `<dd>${escape(one)}</dd>`)
        .join('')}`,
  );
  return page(
    'Notes',
    `<p>Signed in as <strong id="name-id">${escape(person.nameId)}</strong></p><dl>${rows.join('')}</dl>` +
      '<p><a href="/logout">Sign out</a></p>',
  );
}

/** Answers the protected page; 401 or a new sign-in without a person. */
export function answerProtectedPage(
  request: Request,
  response: Response,
  person: Person | undefined,
  onSignedOut: 'status' | 'restart',
  escape: Escape = escapeHtml,
): void {
  response.set('Cache-Control', 'no-store');
  if (person === undefined) {
    if (onSignedOut === 'restart') response.redirect(302, '/login');
    else if (wantsJson(request)) response.status(401).json({ error: 'not signed in' });
    else response.status(401).send(page('Not signed in', '<p><a href="/login">Sign in</a></p>'));
  } else if (wantsJson(request)) response.json({ nameId: person.nameId, attributes: person.attributes });
  else response.send(personPage(person, escape));
}

/** Where single logout ends: whoever signs out is signed out here before anybody else is asked. Requests of others are refused. */
export function answerLogoutMessage(request: Request, response: Response): void {
  response.set('Cache-Control', 'no-store');
  if (request.query['SAMLResponse'] === undefined) response.status(403).send(page('The sign-out was refused', ''));
  else response.send(page('Signed out', '<p><a href="/login">Sign in</a></p>'));
}

export function refusalPage(detail = ''): string {
  return page('Sign-in was refused', `<p>We could not sign you in.</p>${detail}<p><a href="/login">Try again</a></p>`);
}
