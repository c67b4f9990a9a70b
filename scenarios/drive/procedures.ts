/** The closed list of procedures: what a single exchange cannot say, on the few moves that every driver has. */

import type { Procedure } from '../case.ts';
import type { ExchangeFacts } from '../observation.ts';
import type { Journey } from './driver.ts';
import type { ExchangeReport } from './exchange.ts';
import { arm, facts, honestOrder, walkIn, withVisitor, type ProcedureContext } from './moves.ts';
import { answerOtherBrowser, concurrent, replayOtherBrowser, replaySameBrowser } from './replays.ts';

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
  twoRequests,
  concurrent: (context, { count }) => concurrent(context, count),
  unsolicited,
  signInTwice,
  rollOver: (context, { step }) => rollOver(context, step),
  logout: (context, { start }) => logout(context, start),
  collectRequests: (context, { count }) => collectRequests(context, count),
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

async function twoRequests(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const honest = await arm(context, visitor, { ...honestOrder(context), hold: true });
    const started = Date.now();
    const journey = await visitor.signIn({ held: true });
    const what = 'first request, never answered';
    const first = await facts(context, visitor, { role: 'preparation', what, started, journey, token: honest.token });
    const { token } = await arm(context, visitor, context.order);
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
    const { token } = await arm(context, visitor, context.order);
    return [first, await walkIn(context, visitor, token, 'judged', 'second sign-in', () => visitor.signIn())];
  });
}

async function rollOver(context: ProcedureContext, step: string): Promise<ExchangeFacts[]> {
  const trouble = await context.hook(step);
  if (trouble === null) return await signIn(context);
  return await withVisitor(context, async (visitor) => {
    const failure = { step: 'hook', message: trouble, url: null } as const;
    const report: ExchangeReport = { role: 'judged', what: `hook ${step}`, started: Date.now(), failure, token: null };
    return [await facts(context, visitor, report)];
  });
}

async function logout(context: ProcedureContext, start: 'sp' | 'idp'): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const { token } = await arm(context, visitor, context.order);
    const first = await walkIn(context, visitor, token, 'preparation', 'sign-in', () => visitor.signIn());
    if (first.failure !== null) return [first];
    const started = Date.now();
    const url = start === 'sp' ? context.profile.signOut?.url : undefined;
    const missing = 'the profile names no signOut.url; a sign-out begun at the IdP is not driven yet';
    const failure =
      url === undefined
        ? ({ step: 'sign-out', message: missing, url: null } as const)
        : await visitor.open(url, 'sign-out');
    const visit = await visitor.openProtectedPage();
    const report: ExchangeReport = { role: 'judged', what: 'after sign-out', started, failure, visit, token };
    return [first, await facts(context, visitor, report)];
  });
}

/** One token, many starts, each from a browser of its own; the transcript holds the requests. */
async function collectRequests(context: ProcedureContext, count: number): Promise<ExchangeFacts[]> {
  const started = Date.now();
  const armed = await context.idp.arm({ ...context.order, hold: true, times: count });
  let journey: Journey | undefined;
  let trail: ExchangeFacts['trail'] = [];
  for (let done = 0; done < count; done += 1) {
    journey = await withVisitor(context, async (visitor) => {
      await visitor.arm(armed.cookie);
      const one = await visitor.signIn({ held: true });
      trail = (await visitor.takeRecord()).trail;
      return one;
    });
    if (journey.failure !== null) break;
  }
  return await withVisitor(context, async (visitor) => {
    const what = `${count} requests`;
    const base: ExchangeReport = { role: 'judged', what, started, token: armed.token };
    const report = await facts(context, visitor, journey === undefined ? base : { ...base, journey });
    return [{ ...report, trail }];
  });
}
