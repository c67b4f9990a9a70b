/** Procedures that send one answer more than once, or from a browser that did not ask for it. */

import type { ExchangeFacts } from '../observation.ts';
import { stateForReplay } from './cookies.ts';
import type { ExchangeReport } from './exchange.ts';
import type { ArmedExchange } from './idp-port.ts';
import type { Journey, SpState, StoredCookie, Visitor } from './driver.ts';
import { arm, facts, failed, walkIn, withVisitor, withVisitors, type ProcedureContext } from './moves.ts';

export function replaySameBrowser(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return postTwice(context, 'replay in the same browser', (armed) => Promise.resolve(armed));
}

/** What somebody sees who put their own cookies into the browser before another person signed in there (CWE-384). */
export async function plantedCookies(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const asked = await ask(context, visitor);
    if (asked.held.failure !== null) return [await notAsked(context, visitor, asked)];
    const { token } = asked.armed;
    const first = await deliverFirst(context, visitor, asked);
    if (first.failure !== null) return [first];
    await visitor.restoreSpState(asked.before);
    const started = Date.now();
    const visit = await visitor.openProtectedPage();
    const what = 'the page, with the cookies from before the sign-in';
    return [first, await facts(context, visitor, { role: 'judged', what, started, visit, token })];
  });
}

/** A fresh message that answers a request which an earlier one answered already, and may use what that one said. */
export function answerAgain(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return postTwice(context, 'second answer to the same request', async ({ token }, first, visitor) => {
    const id = first.transcript?.requests.at(-1)?.request.id;
    if (id === undefined) return null;
    const order = { ...context.order, unsolicited: true, plan: { inResponseTo: id }, earlier: token };
    return await arm(context, visitor, order);
  });
}

/** A request whose answer is made and held back, so that the state before the post is known exactly. */
interface Asked {
  armed: ArmedExchange;
  /** `Date.now()` at its beginning. */
  started: number;
  held: Journey;
  before: SpState;
}

async function ask(context: ProcedureContext, visitor: Visitor): Promise<Asked> {
  const armed = await arm(context, visitor, { ...context.order, hold: true });
  const started = Date.now();
  const held = await visitor.signIn({ held: true });
  return { armed, started, held, before: await visitor.spState() };
}

function notAsked(context: ProcedureContext, visitor: Visitor, asked: Asked): Promise<ExchangeFacts> {
  return facts(context, visitor, failed('sign-in', asked.armed.token, asked.started, asked.held));
}

function deliverFirst(context: ProcedureContext, visitor: Visitor, { armed }: Asked): Promise<ExchangeFacts> {
  const { token, postUrl } = armed;
  return walkIn(context, visitor, token, 'preparation', 'sign-in', () => visitor.deliver(postUrl));
}

/**
 * Posts an answer, and from the state before it another one; null ends it after the first. Signed in already, the browser
 * would show the page whatever becomes of the second.
 */
async function postTwice(
  context: ProcedureContext,
  what: string,
  nextOf: (armed: ArmedExchange, first: ExchangeFacts, visitor: Visitor) => Promise<ArmedExchange | null>,
): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const asked = await ask(context, visitor);
    if (asked.held.failure !== null) return [await notAsked(context, visitor, asked)];
    const first = await deliverFirst(context, visitor, asked);
    await visitor.restoreSpState(stateForReplay(asked.before, await visitor.spState()));
    const next = await nextOf(asked.armed, first, visitor);
    if (next === null) return [first];
    const walk = (): Promise<Journey> => visitor.deliver(next.postUrl);
    return [first, await walkIn(context, visitor, next.token, 'judged', what, walk)];
  });
}

/** A browser that asks and goes away: somebody else brings the answer. */
async function requestOnly(
  context: ProcedureContext,
): Promise<{ armed: ArmedExchange; before: SpState; first: ExchangeFacts }> {
  return await withVisitor(context, async (visitor) => {
    const { armed, started, held: journey, before } = await ask(context, visitor);
    const report = { role: 'preparation', what: 'request only', started, journey, token: armed.token } as const;
    return { armed, before, first: await facts(context, visitor, report) };
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
  const { armed, first } = await requestOnly(context);
  if (first.failure !== null) return [first];
  return [first, await deliverElsewhere(context, armed, 'answer in another browser')];
}

/**
 * One answer, posted by several browsers at the same instant; each has the cookies of the one that asked, so that each post has
 * a session of its own to be judged by. Posts that end in one and the same session have opened one: only the first is judged.
 */
export async function concurrent(context: ProcedureContext, count: number): Promise<ExchangeFacts[]> {
  const { armed, before, first: asked } = await requestOnly(context);
  if (asked.failure !== null) return [asked];
  return await withVisitors(context, count, async (visitors) => {
    for (const visitor of visitors) {
      await visitor.arm(armed.cookie);
      await visitor.restoreSpState(before);
    }
    const started = Date.now();
    const journeys = await Promise.all(visitors.map((visitor) => visitor.deliver(armed.postUrl)));
    const posts: ExchangeFacts[] = [];
    const sessions = new Set<string>();
    for (const [index, visitor] of visitors.entries()) {
      const journey = journeys[index];
      if (journey === undefined) continue;
      const session = sessionOf(await visitor.spState(), before);
      const role = sessions.has(session) ? 'preparation' : 'judged';
      sessions.add(session);
      const what = `post ${index + 1} of ${count}`;
      const report: ExchangeReport = { role, what, started, journey, token: armed.token };
      const visit = journey.failure === null ? { visit: await visitor.openProtectedPage({ hoped: 'refusal' }) } : {};
      posts.push(await facts(context, visitor, { ...report, ...visit }));
    }
    return [asked, ...posts];
  });
}

/** The cookies name it; where the sign-in changed none of them, what the page has stored. */
function sessionOf(after: SpState, before: SpState): string {
  const named = texts(after.cookies);
  return named === texts(before.cookies) ? JSON.stringify([named, after.storage]) : named;
}

function texts(cookies: StoredCookie[]): string {
  const each = cookies.map(({ name, domain, path, value }) => JSON.stringify([name, domain, path, value]));
  return each.toSorted().join();
}

/** The other browser holds the same, used-up token: an SP that starts again finds the inert page there too. */
async function deliverElsewhere(context: ProcedureContext, armed: ArmedExchange, what: string): Promise<ExchangeFacts> {
  return await withVisitor(context, async (visitor) => {
    await visitor.arm(armed.cookie);
    return await walkIn(context, visitor, armed.token, 'judged', what, () => visitor.deliver(armed.postUrl));
  });
}
