/** A browser in a few lines: cookies, redirects, and the form that the IdP wants submitted. */

import { load } from 'cheerio';
import { CookieJar } from 'tough-cookie';
import { Agent, fetch, type Response } from 'undici';
import type { RunningIdp } from '../../../idp/index.ts';

export interface Seen {
  url: string;
  status: number;
  body: string;
  setCookies: string[];
}

export interface Visitor {
  jar: CookieJar;
  /** Follows redirects on the way. */
  open: (url: string, init?: { method?: string; form?: Record<string, string>; json?: boolean }) => Promise<Seen>;
  /** The first form of a page, as its action and fields. */
  formOf: (page: Seen) => { action: string; fields: Record<string, string> };
  submit: (form: { action: string; fields: Record<string, string> }) => Promise<Seen>;
}

const dispatcher = new Agent({ connect: { rejectUnauthorized: false }, keepAliveTimeout: 1_000 });

function formOf(page: Seen): ReturnType<Visitor['formOf']> {
  const $ = load(page.body);
  const form = $('form').first();
  const fields = form.find('input[name]').map((_, input) => [[$(input).attr('name'), $(input).attr('value')]]);
  return {
    action: new URL(form.attr('action') ?? '', page.url).href,
    fields: Object.fromEntries(fields.get() as [string, string][]),
  };
}

export function visitor(): Visitor {
  const jar = new CookieJar();
  const once = async (url: string, init: RequestInit): Promise<Response> => {
    const cookie = await jar.getCookieString(url);
    const headers = { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) };
    const answer = await fetch(url, { ...(init as object), headers, redirect: 'manual', dispatcher });
    for (const line of answer.headers.getSetCookie()) await jar.setCookie(line, url);
    return answer;
  };
  const open: Visitor['open'] = async (start, { method = 'GET', form, json = false } = {}) => {
    let url = start;
    let init: RequestInit = {
      method,
      headers: {
        accept: json ? 'application/json' : 'text/html',
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
    };
    const setCookies: string[] = [];
    for (let hops = 0; hops < 10; hops += 1) {
      const answer = await once(url, init);
      setCookies.push(...answer.headers.getSetCookie());
      const location = answer.headers.get('location');
      const body = await answer.text();
      if (location === null) return { url, status: answer.status, body, setCookies };
      url = new URL(location, url).href;
      init = { method: 'GET', headers: { accept: json ? 'application/json' : 'text/html' } };
    }
    throw new Error(`too many redirects from ${start}`);
  };
  return { jar, open, formOf, submit: ({ action, fields }) => open(action, { method: 'POST', form: fields }) };
}

/** Lets the next sign-in of this visitor be answered as armed. */
export async function arm(idp: RunningIdp, browser: Visitor, spec: Parameters<RunningIdp['arm']>[0]): Promise<void> {
  const { cookie } = await idp.arm(spec);
  await browser.jar.setCookie(`${cookie.name}=${cookie.value}; Path=/`, idp.baseUrl);
}
