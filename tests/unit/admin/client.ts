/** An administrator without a browser: pages and forms over HTTP, with the form token. */

import { startIdp, type RunningIdp } from '../../../idp/index.ts';
import { cookieOf } from '../web/person.ts';

export interface Client {
  idp: RunningIdp;
  get: (path: string) => Promise<{ status: number; text: string; headers: Headers }>;
  post: (
    path: string,
    fields: Record<string, string> | FormData,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; text: string; location: string; cookie: string }>;
}

export async function withAdmin(use: (client: Client) => Promise<void>): Promise<void> {
  const idp = await startIdp({ baseUrl: 'http://127.0.0.1:0' });
  const base = `${idp.baseUrl}/admin`;
  const get: Client['get'] = async (path) => {
    const answer = await fetch(`${base}${path}`, { redirect: 'manual' });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  const token = /name="csrf" value="([^"]+)"/.exec((await get('/users/new')).text)?.[1] ?? '';
  const post: Client['post'] = async (path, fields, headers = {}) => {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    if (!body.has('csrf')) body.set('csrf', token);
    const answer = await fetch(`${base}${path}`, { method: 'POST', body, headers, redirect: 'manual' });
    const cookie = cookieOf(answer);
    return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') ?? '', cookie };
  };
  try {
    await use({ idp, get, post });
  } finally {
    await idp.close();
  }
}

export async function newApp({ idp, post }: Client, name = 'Notes'): Promise<string> {
  await post('/enterprise-applications/new/own', { name });
  const application = idp.tenant.applications.find(({ displayName }) => displayName === name);
  return `/enterprise-applications/${application?.appId ?? 'none'}`;
}

export const basicForm = (identifiers: string[], replyUrls: string[], more: Record<string, string> = {}) => ({
  identifierRows: String(identifiers.length),
  replyUrlRows: String(replyUrls.length),
  ...Object.fromEntries(identifiers.map((one, index) => [`identifier-${index}`, one])),
  ...Object.fromEntries(replyUrls.map((one, index) => [`replyUrl-${index}`, one])),
  action: 'save',
  ...more,
});
