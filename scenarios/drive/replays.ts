/** Procedures that send one answer more than once, or from a browser that did not ask for it. */

import type { ExchangeFacts } from '../observation.ts';
import { cookiesForReplay } from './cookies.ts';
import type { ExchangeReport } from './exchange.ts';
import type { ArmedExchange } from './idp-port.ts';
import { arm, facts, failed, walkIn, withVisitor, type ProcedureContext } from './moves.ts';

/** The honest first sign-in is held back once, so that the cookies before the post are known exactly. */
export async function replaySameBrowser(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const { token, postUrl } = await arm(context, visitor, { ...context.order, hold: true });
    const started = Date.now();
    const held = await visitor.signIn({ held: true });
    if (held.failure !== null) return [await facts(context, visitor, failed('sign-in', token, started, held))];
    const before = await visitor.spCookies();
    const first = await walkIn(context, visitor, token, 'preparation', 'sign-in', () => visitor.deliver(postUrl));
    await visitor.restoreSpCookies(cookiesForReplay(before, await visitor.spCookies()));
    const second = await walkIn(context, visitor, token, 'judged', 'replay in the same browser', () =>
      visitor.deliver(postUrl),
    );
    return [first, second];
  });
}

/** A fresh message that answers a request which an earlier one answered already. */
export async function answerAgain(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const { token, postUrl } = await arm(context, visitor, { ...context.order, hold: true });
    const started = Date.now();
    const held = await visitor.signIn({ held: true });
    if (held.failure !== null) return [await facts(context, visitor, failed('sign-in', token, started, held))];
    const before = await visitor.spCookies();
    const first = await walkIn(context, visitor, token, 'preparation', 'sign-in', () => visitor.deliver(postUrl));
    const id = first.transcript?.requests.at(-1)?.request.id;
    if (id === undefined) return [first];
    // Signed in already, the browser would show the page whatever becomes of the second answer.
    await visitor.restoreSpCookies(cookiesForReplay(before, await visitor.spCookies()));
    const again = await arm(context, visitor, { ...context.order, unsolicited: true, plan: { inResponseTo: id } });
    const second = await walkIn(context, visitor, again.token, 'judged', 'second answer to the same request', () =>
      visitor.deliver(again.postUrl),
    );
    return [first, second];
  });
}

export async function replayOtherBrowser(context: ProcedureContext): Promise<ExchangeFacts[]> {
  const { armed, first } = await withVisitor(context, async (visitor) => {
    const byIdp = context.initiated === 'idp';
    const exchange = await arm(context, visitor, byIdp ? { ...context.order, unsolicited: true } : context.order);
    const walk = byIdp ? () => visitor.deliver(exchange.postUrl) : () => visitor.signIn();
    const report = await walkIn(context, visitor, exchange.token, 'preparation', 'sign-in', walk);
    return { armed: exchange, first: report };
  });
  if (first.failure !== null) return [first];
  return [first, await deliverElsewhere(context, armed, 'replay in another browser')];
}

/** Login CSRF: one browser asks, another that never asked brings the answer. */
export async function answerOtherBrowser(context: ProcedureContext): Promise<ExchangeFacts[]> {
  const { armed, first } = await withVisitor(context, async (visitor) => {
    const exchange = await arm(context, visitor, { ...context.order, hold: true });
    const started = Date.now();
    const journey = await visitor.signIn({ held: true });
    const report = { role: 'preparation', what: 'request only', started, journey, token: exchange.token } as const;
    return { armed: exchange, first: await facts(context, visitor, report) };
  });
  if (first.failure !== null) return [first];
  return [first, await deliverElsewhere(context, armed, 'answer in another browser')];
}

export async function concurrent(context: ProcedureContext, count: number): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const { token, postUrl } = await arm(context, visitor, { ...context.order, hold: true });
    const started = Date.now();
    const held = await visitor.signIn({ held: true });
    if (held.failure !== null) return [await facts(context, visitor, failed('sign-in', token, started, held))];
    const journeys = await visitor.deliverAtOnce(postUrl, count);
    const visit = await visitor.openProtectedPage();
    const last = journeys.length - 1;
    const reports: ExchangeFacts[] = [];
    for (const [index, journey] of journeys.entries()) {
      const what = `post ${index + 1} of ${count}`;
      const base = { what, started, journey, token };
      const report: ExchangeReport =
        index === last ? { ...base, role: 'judged', visit } : { ...base, role: 'preparation' };
      reports.push(await facts(context, visitor, report));
    }
    return reports;
  });
}

/** The other browser holds the same, used-up token: an SP that starts again finds the inert page there too. */
async function deliverElsewhere(context: ProcedureContext, armed: ArmedExchange, what: string): Promise<ExchangeFacts> {
  return await withVisitor(context, async (visitor) => {
    await visitor.arm(armed.cookie);
    return await walkIn(context, visitor, armed.token, 'judged', what, () => visitor.deliver(armed.postUrl));
  });
}
