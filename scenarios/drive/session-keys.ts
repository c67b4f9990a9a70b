/** Finds out which cookies open the session, by opening the protected page with some of them only. */

import type { ExchangeFacts } from '../observation.ts';
import type { SpState, StoredCookie, Visitor } from './driver.ts';
import { arm, walkIn, withVisitor, type ProcedureContext } from './moves.ts';

/** More than any SP needs; each cookie costs two looks at the page at most. */
const mostCookies = 20;

export async function sessionKeys(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const { token } = await arm(context, visitor, context.order);
    const signedIn = await walkIn(context, visitor, token, 'judged', 'sign-in', () => visitor.signIn());
    if (signedIn.protectedPage?.signedIn !== true) return [signedIn];
    const keys = await keysOf(visitor, signedIn.protectedPage.identity);
    return [keys === null ? signedIn : { ...signedIn, sessionKeys: keys }];
  });
}

/**
 * With all cookies first: where not even those open the page again, the session lies in what cannot be put back, and nothing can be
 * said. Then without any: a page that opens keeps its session elsewhere. Next each cookie is left out in turn; those that cannot
 * be are one key together. Where each can be, several do the same, and each that opens the page alone is a key.
 */
async function keysOf(visitor: Visitor, identity: string | null): Promise<string[][] | null> {
  const state = await visitor.spState();
  const { cookies } = state;
  if (cookies.length > mostCookies) return null;
  const opensWith = (kept: StoredCookie[]): Promise<boolean> => opens(visitor, { ...state, cookies: kept }, identity);
  if (!(await opensWith(cookies))) return null;
  if (await opensWith([])) return [];
  const needed: string[] = [];
  for (const one of cookies) {
    if (!(await opensWith(cookies.filter((other) => other !== one)))) needed.push(one.name);
  }
  if (needed.length > 0) return [needed];
  const alone: string[][] = [];
  for (const one of cookies) {
    if (await opensWith([one])) alone.push([one.name]);
  }
  return alone.length > 0 ? alone : null;
}

async function opens(visitor: Visitor, state: SpState, identity: string | null): Promise<boolean> {
  await visitor.restoreSpState(state);
  const { page } = await visitor.openProtectedPage();
  return page?.signedIn === true && page.identity === identity;
}
