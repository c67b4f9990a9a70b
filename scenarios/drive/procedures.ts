/** The closed list of procedures: what a single exchange cannot say, on the few moves that every driver has. */

import type { Procedure } from '../case.ts';
import type { ExchangeFacts } from '../observation.ts';
import { cookiesForReplay } from './cookies.ts';
import type { Driver, Journey, PageVisit, Settling, SignInProfile, Visitor } from './driver.ts';
import { exchangeFacts, type ExchangeReport, type ScreenshotPolicy } from './exchange.ts';
import type { ArmedExchange, ArmOrder, IdpPort } from './idp-port.ts';

export interface ProcedureContext {
  driver: Driver;
  idp: IdpPort;
  profile: SignInProfile;
  settling: Settling;
  /** What the judged exchange is armed with. */
  order: ArmOrder;
  /** Whether the judged sign-in begins at the SP or with an answer that nobody asked for. */
  initiated: 'sp' | 'idp';
  screenshot: ScreenshotPolicy;
  /** Runs an owner's hook by name; resolves to what went wrong, or null. */
  hook: (name: string) => Promise<string | null>;
  /** Hears every visit to the protected page; the control learns the settling time from it. */
  onVisit?: (visit: PageVisit, journey: Journey) => void;
}

/** Performs a procedure and gives its exchanges, the judged one last. */
export async function perform(procedure: Procedure, context: ProcedureContext): Promise<ExchangeFacts[]> {
  switch (procedure.kind) {
    case 'signIn':
      return context.initiated === 'idp' ? await unsolicited(context) : await signIn(context);
    case 'replaySameBrowser':
      return await replaySameBrowser(context);
    case 'replayOtherBrowser':
      return await replayOtherBrowser(context);
    case 'answerOtherBrowser':
      return await answerOtherBrowser(context);
    case 'twoRequests':
      return await twoRequests(context);
    case 'concurrent':
      return await concurrent(context, procedure.count);
    case 'unsolicited':
      return await unsolicited(context);
    case 'signInTwice':
      return await signInTwice(context);
    case 'rollOver':
      return await rollOver(context, procedure.step);
    case 'logout':
      return await logout(context, procedure.start);
    case 'collectRequests':
      return await collectRequests(context, procedure.count);
    case 'inspect':
      // A refusal has to be made before its page can be looked at; everything else stands in the controls.
      return procedure.evidence === 'rejection' ? await signIn(context) : [];
  }
}

async function signIn(context: ProcedureContext): Promise<ExchangeFacts[]> {
  return await withVisitor(context, async (visitor) => {
    const { token } = await arm(context, visitor, context.order);
    return [await walkIn(context, visitor, token, 'judged', 'sign-in', () => visitor.signIn())];
  });
}

/** The honest first sign-in is held back once, so that the cookies before the post are known exactly. */
async function replaySameBrowser(context: ProcedureContext): Promise<ExchangeFacts[]> {
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

async function replayOtherBrowser(context: ProcedureContext): Promise<ExchangeFacts[]> {
  const { armed, first } = await withVisitor(context, async (visitor) => {
    const exchange = await arm(context, visitor, context.order);
    const report = await walkIn(context, visitor, exchange.token, 'preparation', 'sign-in', () => visitor.signIn());
    return { armed: exchange, first: report };
  });
  if (first.failure !== null) return [first];
  return [first, await deliverElsewhere(context, armed, 'replay in another browser')];
}

/** Login CSRF: one browser asks, another that never asked brings the answer. */
async function answerOtherBrowser(context: ProcedureContext): Promise<ExchangeFacts[]> {
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

async function concurrent(context: ProcedureContext, count: number): Promise<ExchangeFacts[]> {
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

/** The other browser holds the same, used-up token: an SP that starts again finds the inert page there too. */
async function deliverElsewhere(context: ProcedureContext, armed: ArmedExchange, what: string): Promise<ExchangeFacts> {
  return await withVisitor(context, async (visitor) => {
    await visitor.arm(armed.cookie);
    return await walkIn(context, visitor, armed.token, 'judged', what, () => visitor.deliver(armed.postUrl));
  });
}

/** A walk to the SP followed, unless it failed, by a look at the protected page. */
async function walkIn(
  context: ProcedureContext,
  visitor: Visitor,
  token: string,
  role: ExchangeFacts['role'],
  what: string,
  walk: () => Promise<Journey>,
): Promise<ExchangeFacts> {
  const started = Date.now();
  const journey = await walk();
  const base: ExchangeReport = { role, what, started, journey, token };
  if (journey.failure !== null) return await facts(context, visitor, base);
  const visit = await visitor.openProtectedPage();
  context.onVisit?.(visit, journey);
  return await facts(context, visitor, { ...base, visit });
}

async function arm(context: ProcedureContext, visitor: Visitor, order: ArmOrder): Promise<ArmedExchange> {
  const armed = await context.idp.arm(order);
  await visitor.arm(armed.cookie);
  return armed;
}

/** The same person without the deviation. */
function honestOrder({ order }: ProcedureContext): ArmOrder {
  const { case: _case, plan: _plan, ...honest } = order;
  return honest;
}

function failed(what: string, token: string, started: number, journey: Journey): ExchangeReport {
  return { role: 'preparation', what, started, journey, token };
}

function facts(context: ProcedureContext, visitor: Visitor, report: ExchangeReport): Promise<ExchangeFacts> {
  return exchangeFacts(visitor, context.idp, context.screenshot, report);
}

async function withVisitor<T>(context: ProcedureContext, use: (visitor: Visitor) => Promise<T>): Promise<T> {
  const visitor = await context.driver.newVisitor(context.profile, context.settling);
  try {
    return await use(visitor);
  } finally {
    await visitor.close();
  }
}
