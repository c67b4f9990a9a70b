/** Single logout: sign in honestly, sign out at the SP or by a LogoutRequest of the IdP, look at the protected page. */

import type { Procedure } from '../case.ts';
import type { ExchangeFacts, StepFailure } from '../observation.ts';
import type { Visitor } from './driver.ts';
import type { ExchangeReport } from './exchange.ts';
import { arm, facts, walkIn, withVisitor, type ProcedureContext } from './moves.ts';

type Logout = Extract<Procedure, { kind: 'logout' }>;

/** What to add where the sign-out cannot be begun. */
const cannot = {
  sp: 'the profile does not say where a person signs out; add signOut.url',
  idp: 'the identity provider offers no logout of its own here',
};

async function signOut(visitor: Visitor, url: string | undefined, start: Logout['start']): Promise<StepFailure | null> {
  if (url !== undefined) return await visitor.open(url, 'sign-out');
  return { step: 'sign-out', message: cannot[start], url: null };
}

/**
 * The judged exchange is the look at the page afterwards. Where a LogoutRequest of the IdP left the session open, an honest
 * one follows: an SP that obeys none at all has refused nothing.
 */
export async function logout(
  context: ProcedureContext,
  { start, answer, look, message }: Logout,
): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const order = answer === 'never' ? { ...context.order, logout: { hold: true } } : context.order;
    const { token, logoutUrl } = await arm(context, visitor, order);
    const first = await walkIn(context, visitor, token, 'preparation', 'sign-in', () => visitor.signIn());
    if (first.failure !== null) return [first];

    // Were the old state not open before the sign-out, its being closed afterwards would say nothing.
    if (look === 'oldCookies' && !(await opensAgain(visitor))) {
      const failure: StepFailure = { step: 'sign-out', message: notPutBack, url: null };
      return [
        first,
        await facts(context, visitor, { role: 'judged', what: 'sign-out', started: Date.now(), failure, token }),
      ];
    }
    const exchange = async (role: ExchangeFacts['role'], what: string, url?: string): Promise<ExchangeFacts> => {
      const started = Date.now();
      const before = await visitor.spState();
      const failure = await signOut(visitor, url, start);
      if (look === 'oldCookies') await visitor.restoreSpState(before);
      const visit = await visitor.openProtectedPage();
      const report: ExchangeReport = { role, what, started, failure, visit, token };
      return await facts(context, visitor, report);
    };
    const judged = await exchange(
      'judged',
      'after the sign-out',
      start === 'sp' ? context.profile.signOut?.url : logoutUrl,
    );
    const isDecided = start === 'sp' || message === 'LogoutResponse' || !judged.protectedPage?.signedIn;
    if (isDecided || logoutUrl === undefined) return [first, judged];
    return [first, judged, await exchange('preparation', honestLogout, `${logoutUrl}?honest`)];
  });
}

const notPutBack =
  'the session lies in what a browser does not keep (session storage, memory), so it cannot be tried again after the sign-out';

async function opensAgain(visitor: Visitor): Promise<boolean> {
  await visitor.restoreSpState(await visitor.spState());
  return (await visitor.openProtectedPage()).page?.signedIn === true;
}

/** What the exchange is called that shows whether an honest LogoutRequest is obeyed. */
export const honestLogout = 'after an honest LogoutRequest';
