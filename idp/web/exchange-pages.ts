/** What a browser may open with a token in the address: arm itself, or have the newest answer posted. No bearer secret: the token cannot be guessed. */

import type { Idp } from './idp.ts';
import { EXCHANGE_COOKIE, setCookie } from './cookies.ts';
import type { Reply } from './pages.ts';

function unknown(token: string): Reply {
  const message = `There is no exchange «${token}»: never armed, or so old that it was dropped.`;
  return {
    kind: 'page',
    status: 404,
    view: 'problem',
    title: 'Unknown exchange',
    data: { title: 'Unknown exchange', message },
  };
}

const isWebUrl = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

/** Sets the cookie; then goes on to `next`, an http or https URL, or says that it is done. */
export function armReply(idp: Idp, token: string, next: string | undefined): Reply {
  const exchange = idp.exchanges.get(token);
  if (exchange === undefined) return unknown(token);
  const cookies = [setCookie(idp.baseUrl, EXCHANGE_COOKIE, token)];
  if (next !== undefined && isWebUrl(next)) return { kind: 'redirect', status: 302, location: next, cookies };
  const data = { user: exchange.transcript.user, case: exchange.spec.case };
  return { kind: 'page', status: 200, view: 'armed', title: 'Armed', data, cookies };
}

/** Delivers the newest answer of the exchange, again and again: for held answers, replays and unsolicited posts. */
export function postReply(idp: Idp, token: string): Reply {
  const exchange = idp.exchanges.get(token);
  if (exchange === undefined) return unknown(token);
  const newest = exchange.transcript.answers.at(-1);
  if (newest !== undefined) return { kind: 'deliver', post: newest.post };
  const message = 'This exchange has no answer yet: start a sign-in at the service provider first.';
  return {
    kind: 'page',
    status: 409,
    view: 'problem',
    title: 'No answer yet',
    data: { title: 'No answer yet', message },
  };
}
