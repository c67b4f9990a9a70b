/** Where an answer may go: the reply URLs of an application against the one that a request names. */

import type { Application, Tenant } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { AadstsError } from './errors.ts';
import { quoted, type ApplicationContext, type Rule } from './rules.ts';
import type { AuthnRequest } from './types.ts';

const wildcards = (tenant: Tenant, application: Application): boolean =>
  switchesOf(tenant, application).replyUrlWildcards;

/** Compared character by character; a `*` of a registered URL stands for any text when wildcards are switched on. */
function isRegistered(url: string, { replyUrls }: Application, withWildcards: boolean): boolean {
  if (replyUrls.includes(url)) return true;
  return withWildcards && replyUrls.some((pattern) => pattern.includes('*') && fits(pattern.split('*'), url));
}

/** The parts stand in the text one after the other, the first at its beginning, the last at its end; no backtracking. */
function fits(parts: string[], text: string): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  const end = text.length - last.length;
  let position = first.length;
  for (const part of others) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > end) return false;
    position = found + part.length;
  }
  return true;
}

/** Once the application is known: where may the answer go? Before these have passed, no answer may leave this page. */
export const replyUrlRules: Rule<ApplicationContext>[] = [
  {
    code: '50011',
    broken: ({ tenant, application, request }) => {
      const url = request.assertionConsumerServiceUrl;
      if (url === undefined || isRegistered(url, application, wildcards(tenant, application))) return undefined;
      return `The reply URL '${url}' of the request is none of those registered for the application '${application.appId}': ${application.replyUrls.map(quoted).join(', ')}.`;
    },
  },
  {
    code: '900971',
    broken: ({ application }) =>
      application.replyUrls.length === 0
        ? `There is no reply URL for the application '${application.appId}', so nothing can be sent to it.`
        : undefined,
  },
];

/** By the registered index, else by position; a look-up by a foreign name must not reach object prototypes. */
function indexedUrl({ replyUrlIndexes = {}, replyUrls }: Application, index: string): string | undefined {
  return Object.hasOwn(replyUrlIndexes, index) ? replyUrlIndexes[index] : replyUrls[Number(index)];
}

/** Where the answer goes: the URL or (by switch) the index of the request, else the default reply URL. Call after the reply URL rules. */
export function replyUrlFor(application: Application, request: AuthnRequest | undefined, tenant: Tenant): string {
  const index = request?.assertionConsumerServiceIndex;
  const honoured = index !== undefined && switchesOf(tenant, application).replyUrlIndex === 'honoured';
  const indexed = honoured ? indexedUrl(application, index) : undefined;
  const url =
    request?.assertionConsumerServiceUrl ?? indexed ?? application.replyUrls.find((one) => !one.includes('*'));
  if (url === undefined) throw new AadstsError('900971', 'There is no reply URL, so nothing can be sent.');
  return url;
}
