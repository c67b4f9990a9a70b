/** The closed list of procedures: what a single exchange cannot say, on the few moves that every driver has. */

import type { Procedure } from '../case.ts';
import type { ExchangeFacts } from '../observation.ts';
import { NeedsBrowserError } from './driver.ts';
import type { ArmedExchange } from './idp-port.ts';
import { forgedHeaders, forgedState } from './forgery.ts';
import { headersOfHost } from './forged-headers.ts';
import { afterHostile, together } from './load.ts';
import { logout } from './logout.ts';
import { arm, facts, honestOrder, walkIn, withVisitor, type ProcedureContext } from './moves.ts';
import { rollOver } from './roll-over.ts';
import { sessionKeys } from './session-keys.ts';
import {
  answerAgain,
  answerOtherBrowser,
  concurrent,
  plantedCookies,
  replayOtherBrowser,
  replaySameBrowser,
} from './replays.ts';

export type { ProcedureContext } from './moves.ts';

type Performer<K extends Procedure['kind']> = (
  context: ProcedureContext,
  procedure: Extract<Procedure, { kind: K }>,
) => Promise<ExchangeFacts[]>;

const performers: { [K in Procedure['kind']]: Performer<K> } = {
  signIn: (context) => (context.initiated === 'idp' ? unsolicited(context) : signIn(context)),
  replaySameBrowser,
  replayOtherBrowser,
  answerOtherBrowser,
  twoRequests: (context, { mixed }) => twoRequests(context, mixed === true),
  answerAgain,
  plantedCookies,
  sessionKeys,
  forgedState,
  forgedHeaders,
  concurrent: (context, { count }) => concurrent(context, count),
  together: (context, { count }) => together(context, count),
  afterHostile,
  unsolicited,
  signInTwice,
  rollOver: (context, { step }) => rollOver(context, step),
  logout,
  collectRequests,
  // A refusal has to be made before its page can be looked at; everything else stands in the controls.
  inspect: (context, { evidence }) => (evidence === 'rejection' ? signIn(context) : Promise.resolve([])),
};

/** Performs a procedure and gives its exchanges, the judged one last. */
export async function perform(procedure: Procedure, context: ProcedureContext): Promise<ExchangeFacts[]> {
  const performer = performers[procedure.kind] as (
    context: ProcedureContext,
    procedure: Procedure,
  ) => Promise<ExchangeFacts[]>;
  return await performer(context, procedure);
}

async function signIn(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const { token } = await arm(context, visitor, context.order);
    return [await walkIn(context, visitor, token, 'judged', 'sign-in', () => visitor.signIn())];
  });
}

async function twoRequests(context: ProcedureContext, mixed: boolean): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const honest = await arm(context, visitor, { ...honestOrder(context), hold: true });
    const started = Date.now();
    const journey = await visitor.signIn({ held: true });
    const what = 'first request, never answered';
    const first = await facts(context, visitor, { role: 'preparation', what, started, journey, token: honest.token });
    const answered = mixed ? first.transcript?.requests[0]?.request.id : undefined;
    const order = answered === undefined ? context.order : { ...context.order, plan: { inResponseTo: answered } };
    const { token } = await arm(context, visitor, order);
    return [first, await walkIn(context, visitor, token, 'judged', 'second request', () => visitor.signIn())];
  });
}

async function unsolicited(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const { token, postUrl } = await arm(context, visitor, { ...context.order, unsolicited: true });
    return [await walkIn(context, visitor, token, 'judged', 'unsolicited', () => visitor.deliver(postUrl))];
  });
}

async function signInTwice(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const honest = await arm(context, visitor, honestOrder(context));
    const first = await walkIn(context, visitor, honest.token, 'preparation', 'first sign-in', () => visitor.signIn());
    if (first.failure !== null) return [first];
    // Where the start page is the protected page, whoever is signed in is not asked again.
    await visitor.restoreSpState({ cookies: [], storage: [] });
    const { token } = await arm(context, visitor, { ...context.order, earlier: honest.token });
    return [first, await walkIn(context, visitor, token, 'judged', 'second sign-in', () => visitor.signIn())];
  });
}

/**
 * One token, many starts, each from a browser of its own; the transcript holds the requests.
 * The request is the SP's own doing whoever asks for it, so the cheaper driver asks where its start page needs no script.
 */
async function collectRequests(
  context: ProcedureContext,
  { count, forwardedHost }: Extract<Procedure, { kind: 'collectRequests' }>,
): Promise<ExchangeFacts[]> {
  const started = Date.now();
  const armed = await context.idp.arm({ ...context.order, hold: true, times: count });
  let { requestDriver: driver = context.driver } = context;
  for (let left = count; ;) {
    const order = { what: `${count} requests`, started, isLast: left === 1, forwardedHost };
    const report = await startOnce({ ...context, driver }, armed, order);
    if (report === 'cannot') driver = context.driver;
    else if (report === 'done') left -= 1;
    else return [report];
  }
}

interface Start {
  what: string;
  started: number;
  isLast: boolean;
  forwardedHost: string | undefined;
}

/** Starts one sign-in and leaves it at the IdP. Facts come with the last one and with a failure. */
async function startOnce(
  context: ProcedureContext,
  armed: ArmedExchange,
  { what, started, isLast, forwardedHost }: Start,
): Promise<ExchangeFacts | 'done' | 'cannot'> {
  return await withVisitor(context, async (visitor) => {
    await visitor.arm(armed.cookie);
    if (forwardedHost !== undefined) await visitor.sendHeaders(headersOfHost(forwardedHost));
    const cheap = context.requestDriver !== undefined && context.driver === context.requestDriver;
    try {
      const journey = await visitor.signIn({ held: true });
      if (journey.failure !== null && cheap) return 'cannot';
      if (journey.failure === null && !isLast) return 'done';
      return await facts(context, visitor, { role: 'judged', what, started, journey, token: armed.token });
    } catch (error) {
      if (error instanceof NeedsBrowserError && cheap) return 'cannot';
      throw error;
    }
  });
}
