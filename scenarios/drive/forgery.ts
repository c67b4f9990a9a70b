/** Procedures that sign in honestly and then claim to be the victim: by a rewritten cookie, or by headers that proxies add. */

import type { ExchangeFacts } from '../observation.ts';
import type { ResponsePlan } from '../../idp/protocol/types.ts';
import type { SpState, StoredCookie, Visitor } from './driver.ts';
import { headersNaming } from './forged-headers.ts';
import { forgedValues, renamings, type Renaming } from './forged-values.ts';
import { arm, facts, honestOrder, walkIn, withVisitor, type ProcedureContext } from './moves.ts';

/** More than any SP needs; each costs a look at the page. */
const mostForgeries = 6;

const nobody: SpState = { cookies: [], storage: [] };

/** Each forgery is judged by whom the page shows; where no cookie names anybody the sign-in itself is. */
export async function forgedState(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const { token } = await arm(context, visitor, context.order);
    const own = await walkIn(context, visitor, token, 'preparation', 'sign-in', () => visitor.signIn());
    const state = own.protectedPage?.signedIn === true ? await visitor.spState() : nobody;
    const forgeries = await forgeriesOf(context, visitor, state, own);
    const tried: ExchangeFacts[] = [];
    for (const { name, cookies } of forgeries.slice(0, mostForgeries)) {
      const started = Date.now();
      await visitor.restoreSpState({ ...state, cookies });
      const visit = await visitor.openProtectedPage();
      const what = `the page, with the victim’s names written into the cookie ${name}`;
      tried.push(await facts(context, visitor, { role: 'judged', what, started, visit, token }));
    }
    return tried.length > 0 ? [own, ...tried] : [{ ...own, role: 'judged' }];
  });
}

interface Forgery {
  name: string;
  cookies: StoredCookie[];
}

async function forgeriesOf(
  context: ProcedureContext,
  visitor: Visitor,
  state: SpState,
  own: ExchangeFacts,
): Promise<Forgery[]> {
  const names = await namesOfBoth(context, own);
  const forgeries: Forgery[] = [];
  for (const one of state.cookies) {
    // A script that writes what it finds in a cookie is no session: where the page is made by scripts, only theirs are left out.
    if (!one.httpOnly && context.settling.plainAnswer === 'different') continue;
    const values = forgedValues(one.value, names);
    if (values.length === 0 || !(await decides(visitor, state, one, own.protectedPage?.identity ?? null))) continue;
    for (const value of values) {
      const cookies = state.cookies.map((other) => (other === one ? { ...one, value } : other));
      forgeries.push({ name: one.name, cookies });
    }
  }
  return forgeries;
}

/** Whether the session needs the cookie, or is content with it: one that only greets a person opens nothing. */
async function decides(visitor: Visitor, state: SpState, one: StoredCookie, identity: string | null): Promise<boolean> {
  const opensWith = async (cookies: StoredCookie[]): Promise<boolean> => {
    await visitor.restoreSpState({ ...state, cookies });
    const { page } = await visitor.openProtectedPage();
    return page?.signedIn === true && page.identity === identity;
  };
  return !(await opensWith(state.cookies.filter((other) => other !== one))) || (await opensWith([one]));
}

/** What the victim is called is told by an answer that is never sent. */
async function namesOfBoth(context: ProcedureContext, own: ExchangeFacts): Promise<Renaming[]> {
  const { subject, victim } = context.people ?? {};
  const sent = own.transcript?.answers.at(-1)?.plan;
  if (sent === undefined || victim?.user === undefined) return [];
  const { token } = await context.idp.arm({ ...honestOrder(context), user: victim.user, unsolicited: true });
  const { answers } = await context.idp.transcript(token);
  const other = answers.at(-1)?.plan;
  return other === undefined ? [] : renamings(namesIn(sent, subject?.user), namesIn(other, victim.user));
}

/** By the place where each stands. */
function namesIn({ assertions: [assertion] }: ResponsePlan, user = ''): Map<string, string> {
  const { nameId } = assertion?.subject ?? {};
  const claims = (assertion?.attributes ?? []).flatMap(({ name, values: [value] }): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return new Map([['user', user], ['NameID', nameId?.value ?? ''], ...claims]);
}

/** The token is used up by then: whoever asks the identity provider again is told that the exchange is over. */
export async function forgedHeaders(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const { token } = await arm(context, visitor, context.order);
    const own = await walkIn(context, visitor, token, 'preparation', 'sign-in', () => visitor.signIn());
    if (own.protectedPage?.signedIn !== true) return [own];
    await visitor.restoreSpState(nobody);
    await visitor.sendHeaders(headersNaming(context.people?.victim.user ?? ''));
    const started = Date.now();
    const visit = await visitor.openProtectedPage();
    const what = 'the page without a session, with headers that name the victim';
    return [own, await facts(context, visitor, { role: 'judged', what, started, visit, token })];
  });
}
